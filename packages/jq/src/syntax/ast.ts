// The syntax tree of a jq program: plain data with ranges, shared by the compiler, the analysis and the editor.

/** A range of UTF-16 offsets into the program. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Arithmetic and comparison operators. */
export type BinaryOperator = "+" | "-" | "*" | "/" | "%" | "==" | "!=" | "<" | "<=" | ">" | ">=";

/** Assignment operators. */
export type AssignOperator = "=" | "|=" | "+=" | "-=" | "*=" | "/=" | "%=" | "//=";

/** One entry of an object construction; `value` undefined means `{key: .key}`. */
export interface ObjectEntry {
  readonly key: Node;
  readonly value: Node | undefined;
}

/** A destructuring pattern. */
export type Pattern =
  | (Span & { readonly kind: "PatternVariable"; readonly name: string })
  | (Span & { readonly kind: "PatternArray"; readonly items: readonly Pattern[] })
  | (Span & { readonly kind: "PatternObject"; readonly entries: readonly PatternEntry[] });

/** One entry of an object pattern: `$name`, `$name: pattern`, `key: pattern`, `(expression): pattern`. */
export interface PatternEntry {
  readonly variable: string | undefined;
  readonly key: Node;
  readonly pattern: Pattern | undefined;
}

/** A formal parameter; `$name` binds both a value and a function. */
export interface Parameter {
  readonly name: string;
  readonly isValue: boolean;
}

/** A function definition. */
export interface FunctionDefinition extends Span {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: Node;
}

/** A node of the tree. */
export type Node = Span &
  (
    | { readonly kind: "Identity" }
    | { readonly kind: "RecurseDefault" }
    | { readonly kind: "Literal"; readonly value: null | boolean | number | string }
    | { readonly kind: "String"; readonly format: string | undefined; readonly parts: readonly (string | Node)[] }
    | { readonly kind: "Format"; readonly name: string }
    | { readonly kind: "Index"; readonly target: Node; readonly key: Node; readonly optional: boolean }
    | {
        readonly kind: "Slice";
        readonly target: Node;
        readonly from: Node | undefined;
        readonly to: Node | undefined;
        readonly optional: boolean;
      }
    | { readonly kind: "Iterate"; readonly target: Node; readonly optional: boolean }
    | { readonly kind: "Array"; readonly body: Node | undefined }
    | { readonly kind: "Object"; readonly entries: readonly ObjectEntry[] }
    | { readonly kind: "Negate"; readonly operand: Node }
    | { readonly kind: "Pipe"; readonly left: Node; readonly right: Node }
    | { readonly kind: "Comma"; readonly left: Node; readonly right: Node }
    | { readonly kind: "Binary"; readonly operator: BinaryOperator; readonly left: Node; readonly right: Node }
    | { readonly kind: "And"; readonly left: Node; readonly right: Node }
    | { readonly kind: "Or"; readonly left: Node; readonly right: Node }
    | { readonly kind: "Alternative"; readonly left: Node; readonly right: Node }
    | { readonly kind: "Assign"; readonly operator: AssignOperator; readonly left: Node; readonly right: Node }
    | { readonly kind: "If"; readonly condition: Node; readonly then: Node; readonly otherwise: Node | undefined }
    | { readonly kind: "Try"; readonly body: Node; readonly handler: Node | undefined }
    | {
        readonly kind: "Reduce";
        readonly source: Node;
        readonly patterns: readonly Pattern[];
        readonly init: Node;
        readonly update: Node;
      }
    | {
        readonly kind: "Foreach";
        readonly source: Node;
        readonly patterns: readonly Pattern[];
        readonly init: Node;
        readonly update: Node;
        readonly extract: Node | undefined;
      }
    | { readonly kind: "Define"; readonly definition: FunctionDefinition; readonly rest: Node }
    | { readonly kind: "Call"; readonly name: string; readonly args: readonly Node[] }
    | { readonly kind: "Variable"; readonly name: string }
    | { readonly kind: "Location"; readonly line: number }
    | { readonly kind: "Bind"; readonly source: Node; readonly patterns: readonly Pattern[]; readonly body: Node }
    | { readonly kind: "Label"; readonly name: string; readonly body: Node }
    | { readonly kind: "Break"; readonly name: string }
  );

/** A node of one kind. */
export type NodeOf<K extends Node["kind"]> = Extract<Node, { readonly kind: K }>;
