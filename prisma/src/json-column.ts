// A JSON value on its way into a column. Prisma tells JSON's null from the absence of a value.

import type { Json } from "@ironweave/jq";
import { Prisma } from "../generated/client.ts";

/** The value as Prisma wants it; null becomes JSON's null. */
export function jsonColumn(value: Json): Prisma.InputJsonValue | typeof Prisma.JsonNull {
  return value === null ? Prisma.JsonNull : value;
}
