// Constructors: arrays, objects and strings with interpolations.
import type { Run } from "../budget.ts";
import { raise } from "../errors.ts";
import { formatter } from "../builtins/formats.ts";
import type { Json } from "../json.ts";
import type { Node, NodeOf } from "../syntax/ast.ts";
import { add } from "../value/arithmetic.ts";
import { describe } from "../value/describe.ts";
import { setOwn, type MutableObject } from "../value/kinds.ts";
import { each, several, single, type Code, type Environment } from "./code.ts";
import { compileNode, type Scope } from "./scope.ts";

/** Returns all outputs of `code` as an array. */
export function collect(code: Code, run: Run, environment: Environment, input: Json): Json[] {
  if (code.one !== undefined) {
    run.copy(1);
    return [code.one(run, environment, input)];
  }
  const items: Json[] = [];
  each(code, run, environment, input, (value) => {
    run.allocate(8);
    items.push(value);
  });
  run.allocate(16);
  return items;
}

export function compileArray(node: NodeOf<"Array">, scope: Scope): Code {
  if (node.body === undefined) return single(() => []);
  const body = compileNode(node.body, scope);
  return single((run, environment, input) => collect(body, run, environment, input));
}

interface EntryCode {
  readonly name: string | undefined;
  readonly key: Code;
  readonly value: Code;
}

function keyName(key: Json): string {
  if (typeof key === "string") return key;
  return raise(`Cannot use ${describe(key)} as object key`);
}

export function compileObject(node: NodeOf<"Object">, scope: Scope): Code {
  const entries = node.entries.map(({ key, value }): EntryCode => {
    const target: Node = { kind: "Identity", start: key.start, end: key.end };
    const actual: Node = value ?? { kind: "Index", target, key, optional: false, start: key.start, end: key.end };
    const name = key.kind === "Literal" && typeof key.value === "string" ? key.value : undefined;
    return { name, key: compileNode(key, scope), value: compileNode(actual, scope) };
  });
  if (entries.every(({ key, value }) => key.one !== undefined && value.one !== undefined)) {
    return single((run, environment, input) => {
      const object: MutableObject = {};
      for (const { name, key, value } of entries) {
        const field = name ?? keyName(key.one?.(run, environment, input) ?? null);
        setOwn(object, field, value.one?.(run, environment, input) ?? null);
      }
      run.copy(4 * entries.length);
      return object;
    });
  }
  return objectOfSeveral(entries);
}

function objectOfSeveral(entries: readonly EntryCode[]): Code {
  return several((run, environment, input, emit) => {
    const fill = (object: MutableObject, at: number): void => {
      const entry = entries[at];
      if (entry === undefined) {
        if (emit(object)) run.settle();
        return;
      }
      each(entry.key, run, environment, input, (key) => {
        each(entry.value, run, environment, input, (value) => {
          run.copy(4 * (at + 1));
          const next = { ...object };
          setOwn(next, keyName(key), value);
          fill(next, at + 1);
        });
      });
    };
    fill({}, 0);
    return false;
  });
}

export function compileString(node: NodeOf<"String">, scope: Scope): Code {
  const format = formatter(node.format ?? "text", node);
  const parts = node.parts.map((part) => (typeof part === "string" ? part : compileNode(part, scope)));
  if (parts.every((part) => typeof part === "string" || part.one !== undefined)) {
    return single((run, environment, input) => {
      let text = "";
      for (const part of parts.toReversed()) {
        const piece = typeof part === "string" ? part : format(run, part.one?.(run, environment, input) ?? null);
        text = add(run, piece, text) as string;
      }
      return text;
    });
  }
  // The last interpolation is the outermost loop, as in jq, whose strings are chains of `+`.
  return several((run, environment, input, emit) => {
    const build = (at: number, tail: string): void => {
      const part = parts[at];
      if (part === undefined) {
        if (emit(tail)) run.settle();
      } else if (typeof part === "string") {
        build(at - 1, add(run, part, tail) as string);
      } else {
        each(part, run, environment, input, (value) => build(at - 1, add(run, format(run, value), tail) as string));
      }
    };
    build(parts.length - 1, "");
    return false;
  });
}
