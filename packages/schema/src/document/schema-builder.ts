// Builders of schema nodes. Each returns a node whose static type is the type of the values it describes.
// Must not import document parts; they import this.

import type { Json, JsonObject } from "@ironweave/jq";
import type { DslVersion } from "./dsl-version.ts";
import type {
  Binding,
  DefinitionName,
  Discriminator,
  FieldRule,
  Fields,
  Infer,
  NoFields,
  NodeMeta,
  OneKeyOf,
  SchemaNode,
  Simplify,
  TextCheck,
} from "./schema-node.ts";

/** Anything at all. */
export function any(meta: NodeMeta = {}): SchemaNode<Json> {
  return { shape: { kind: "any" }, meta };
}

export function boolean(meta: NodeMeta = {}): SchemaNode<boolean> {
  return { shape: { kind: "boolean" }, meta };
}

export function integer(meta: NodeMeta & { minimum?: number; maximum?: number } = {}): SchemaNode<number> {
  const { minimum, maximum, ...rest } = meta;
  return {
    shape: {
      kind: "integer",
      ...(minimum === undefined ? {} : { minimum }),
      ...(maximum === undefined ? {} : { maximum }),
    },
    meta: rest,
  };
}

/** A string, optionally checked, non-empty, or barred from certain values. */
export function string(
  meta: NodeMeta & { check?: TextCheck; minLength?: number; not?: readonly string[] } = {},
): SchemaNode<string> {
  const { check, minLength, not, ...rest } = meta;
  return {
    shape: {
      kind: "string",
      ...(check === undefined ? {} : { check }),
      ...(minLength === undefined ? {} : { minLength }),
      ...(not === undefined ? {} : { not }),
    },
    meta: rest,
  };
}

/** A string, in place of which a number or a boolean is taken too (a warning): it is sent as text. */
export function scalar(meta: NodeMeta = {}): SchemaNode<string | number | boolean> {
  return { shape: { kind: "string", scalars: true }, meta };
}

/** One of the given strings. */
export function oneOfValues<const V extends readonly string[]>(values: V, meta: NodeMeta = {}): SchemaNode<V[number]> {
  return { shape: { kind: "string", values }, meta };
}

type ObjectSpec<R extends Fields, O extends Fields, G extends Fields, H extends Fields> = NodeMeta & {
  readonly required?: R;
  readonly optional?: O;
  /** Fields of which exactly one must be there. */
  readonly oneOf?: G;
  /** A second such group. */
  readonly andOneOf?: H;
  readonly open?: boolean | "warn";
  /** See `ObjectShape`. */
  readonly others?: SchemaNode;
  readonly minKeys?: number;
  readonly rules?: readonly FieldRule[];
  readonly bind?: Binding;
};

type Group<G extends Fields> = [keyof G] extends [never] ? unknown : OneKeyOf<G>;
type ObjectOf<R extends Fields, O extends Fields, G extends Fields, H extends Fields> = Simplify<
  { readonly [K in keyof R]: Infer<R[K]> } & { readonly [K in keyof O]?: Infer<O[K]> }
> &
  Group<G> &
  Group<H>;

/** An object with known fields; closed unless `open`. */
export function object<
  R extends Fields = NoFields,
  O extends Fields = NoFields,
  G extends Fields = NoFields,
  H extends Fields = NoFields,
>(spec: ObjectSpec<R, O, G, H>): SchemaNode<ObjectOf<R, O, G, H>> {
  const { required, optional, oneOf, andOneOf, open, others, minKeys, rules, bind, ...meta } = spec;
  return {
    shape: {
      kind: "object",
      // Without a prototype, so that `constructor` and the like are no fields.
      fields: Object.assign(Object.create(null) as Record<string, SchemaNode>, required, oneOf, andOneOf, optional),
      required: Object.keys(required ?? {}),
      exactlyOne: [oneOf, andOneOf].filter((group) => group !== undefined).map((group) => Object.keys(group)),
      open: open ?? false,
      minKeys: minKeys ?? 0,
      rules: rules ?? [],
      ...(others === undefined ? {} : { others }),
      ...(bind === undefined ? {} : { bind }),
    },
    meta,
  };
}

/** An object whose keys are free and whose values are all alike. */
export function map<T>(
  values: SchemaNode<T>,
  meta: NodeMeta & { minKeys?: number } = {},
): SchemaNode<Readonly<Record<string, T>>> {
  const { minKeys, ...rest } = meta;
  return { shape: { kind: "map", values, minKeys: minKeys ?? 0, single: false }, meta: rest };
}

/** An object with exactly one, free key: a named item of a list. */
export function named<T>(values: SchemaNode<T>, meta: NodeMeta = {}): SchemaNode<Readonly<Record<string, T>>> {
  return { shape: { kind: "map", values, minKeys: 1, single: true }, meta };
}

export function list<T>(items: SchemaNode<T>, meta: NodeMeta & { minItems?: number } = {}): SchemaNode<readonly T[]> {
  const { minItems, ...rest } = meta;
  return { shape: { kind: "list", items, minItems: minItems ?? 0 }, meta: rest };
}

/** One of several shapes, told apart by `discriminate` or else by the value's JSON type. */
export function choice<const N extends readonly SchemaNode[]>(
  options: N,
  meta: NodeMeta & { discriminate?: Discriminator } = {},
): SchemaNode<Infer<N[number]>> {
  const { discriminate, ...rest } = meta;
  return { shape: { kind: "choice", options, ...(discriminate === undefined ? {} : { discriminate }) }, meta: rest };
}

/** A named definition, looked up when it is used, so that definitions may be recursive. The type must be given. */
export function reference<T>(name: DefinitionName, meta: NodeMeta = {}): SchemaNode<T> {
  return { shape: { kind: "reference", name }, meta };
}

/** A shape that changed: each entry holds from its version on. */
export function versions<const N extends readonly (readonly [DslVersion, SchemaNode])[]>(
  from: N,
  meta: NodeMeta = {},
): SchemaNode<Infer<N[number][1]>> {
  return { shape: { kind: "versions", from }, meta };
}

/** The same node with other words or another role. */
export function describe<T>(node: SchemaNode<T>, meta: NodeMeta): SchemaNode<T> {
  return { ...node, meta: { ...node.meta, ...meta } };
}

/** Free data: any object. */
export function data(meta: NodeMeta = {}): SchemaNode<JsonObject> {
  return { shape: { kind: "map", values: any(), minKeys: 0, single: false }, meta };
}
