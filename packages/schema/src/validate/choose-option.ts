// Which alternative of a union a value means: by its keys where the union says how, else by its JSON type.

import type { Json } from "@ironweave/jq";
import type { DslVersion } from "../document/dsl-version.ts";
import { resolveNode } from "../document/resolve-node.ts";
import type { ConcreteShape } from "../document/resolve-node.ts";
import type { SchemaNode } from "../document/schema-node.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { demandedType, jsonTypeOf } from "./json-type.ts";

type Choice = Extract<ConcreteShape, { readonly kind: "choice" }>;

/** The alternative that the value means, valid or not; undefined where it is of none of the types. */
export function chooseOption(shape: Choice, value: Json, version: DslVersion): SchemaNode | undefined {
  const index = isJsonObject(value) ? shape.discriminate?.(value) : undefined;
  if (index !== undefined) return shape.options[index];
  const type = jsonTypeOf(value);
  return shape.options.find((option) => {
    const concrete = resolveNode(option, version).shape;
    if (concrete.kind === "choice") return chooseOption(concrete, value, version) !== undefined;
    const demanded = demandedType(concrete);
    return demanded === undefined || demanded === type;
  });
}
