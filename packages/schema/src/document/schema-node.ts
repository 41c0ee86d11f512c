// A small schema language in TypeScript: one description of a document part gives its static type (`Infer`), its JSON
// Schema (json-schema.ts), its structural check (../validate/check-structure.ts) and its expression positions
// (../validate/walk-document.ts). Data only; nothing here looks at a document.
// Invariant: a node is immutable and may be shared; recursion goes through `reference` only.

import type { JqAnalysis, Json, JsonObject } from "@ironweave/jq";
import type { DslVersion } from "./dsl-version.ts";

/**
 * How text at a node relates to jq. `field`: the whole text is an expression, bare or wrapped in `${ }`.
 * `value`: strings at any depth are expressions only where wholly wrapped. Absent: never evaluated.
 */
export type ExpressionRole = "field" | "value";

/** What a string names: an entry of `use` (or, for `function`, of a catalog), or a task of the same list. */
export type NameKind = "authentication" | "error" | "retry" | "timeout" | "function" | "secret" | "task";

/** What a reader is told about a node, in our words, and what its text means beyond its shape. */
export interface NodeMeta {
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  readonly examples?: readonly Json[];
  /** First version of the DSL that has this field. */
  readonly since?: DslVersion;
  readonly expression?: ExpressionRole;
  readonly names?: NameKind;
  /** What a text of several lines holds, e.g. `text/markdown`. */
  readonly mediaType?: string;
  /** What an expression here must give: one of some kinds, a duration, or a condition, which all but false and null fulfil. */
  readonly gives?: "condition" | "duration" | JqAnalysis["kinds"];
  /** Those of a text's values that Ironweave can serve; the others are an error with this code. */
  readonly offered?: { readonly values: readonly string[]; readonly code: string };
  /** Set on a duration by parts, whose parts may not be negative, and on a schema that data is held to. */
  readonly means?: "duration" | "schema";
}

/** A test of a string beyond its type. `keywords` is its JSON Schema form; `hint` completes "must be …". */
export interface TextCheck {
  readonly code: string;
  readonly hint: string;
  readonly keywords: JsonObject;
  test(text: string): boolean;
}

/** A rule between the fields of one object. `keywords` is its JSON Schema form. */
export interface FieldRule {
  readonly keywords: JsonObject;
  /** The violation, or undefined; `at` names the key to point at. `isIgnored`: the key is harmless, and without effect. */
  readonly check: (
    value: JsonObject,
  ) => { readonly at: string; readonly message: string; readonly isIgnored?: true } | undefined;
}

/** How an alternative is chosen from an object's keys; undefined leaves the choice to the value's type. */
export type Discriminator = (value: JsonObject) => number | undefined;

/** Variables (without `$`) that expressions below `key` of this object may read in addition. */
export type Binding = (value: JsonObject, key: string) => readonly string[];

/** Definitions that are recursive, and so are named; document-schema.ts holds them. */
export type DefinitionName = "task" | "taskList";

export interface ObjectShape {
  readonly kind: "object";
  readonly fields: Readonly<Record<string, SchemaNode>>;
  readonly required: readonly string[];
  /** Groups of keys of which exactly one must be there. */
  readonly exactlyOne: readonly (readonly string[])[];
  /** True where unknown keys are allowed; `warn` where they are allowed but most likely mistakes. */
  readonly open: boolean | "warn";
  /** What unknown keys of an open object hold, where that means anything: their shape is free. */
  readonly others?: SchemaNode;
  readonly minKeys: number;
  readonly rules: readonly FieldRule[];
  readonly bind?: Binding;
}

export type Shape =
  | { readonly kind: "any" }
  | { readonly kind: "boolean" }
  | { readonly kind: "integer"; readonly minimum?: number; readonly maximum?: number }
  | {
      readonly kind: "string";
      readonly check?: TextCheck;
      readonly values?: readonly string[];
      readonly not?: readonly string[];
      readonly minLength?: number;
      /** Numbers and booleans are taken too, with a warning: they are sent as text. */
      readonly scalars?: true;
    }
  | ObjectShape
  | { readonly kind: "map"; readonly values: SchemaNode; readonly minKeys: number; readonly single: boolean }
  | { readonly kind: "list"; readonly items: SchemaNode; readonly minItems: number }
  | { readonly kind: "choice"; readonly options: readonly SchemaNode[]; readonly discriminate?: Discriminator }
  | { readonly kind: "reference"; readonly name: DefinitionName }
  | { readonly kind: "versions"; readonly from: readonly (readonly [DslVersion, SchemaNode])[] };

/** A described document part of static type `T`. */
export interface SchemaNode<out T = unknown> {
  readonly shape: Shape;
  readonly meta: NodeMeta;
  /** Never set; carries the static type. */
  readonly "~type"?: T;
}

/** The static type of the values that a node describes. */
export type Infer<N> = N extends SchemaNode<infer T> ? T : never;

export type Fields = Readonly<Record<string, SchemaNode>>;

// oxlint-disable-next-line typescript/no-generated-empty-object-type -- no fields is what it means
export type NoFields = Record<never, SchemaNode>;

/** Flattens an intersection for readable hovers. */
export type Simplify<T> = { [K in keyof T]: T[K] };

/** Exactly one of the keys of `G`; the others are absent. */
export type OneKeyOf<G extends Fields> = {
  [K in keyof G]: { readonly [P in K]: Infer<G[P]> } & { readonly [P in Exclude<keyof G, K>]?: undefined };
}[keyof G];
