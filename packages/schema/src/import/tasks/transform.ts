// `transform`: what replaces the data after a state's own work.

import type { Json, JsonObject } from "@ironweave/jq";
import { expression, isConstantJx, jxObjectProgram, jxObjectTemplate } from "../jx/compile-jx.ts";
import type { ReportJx } from "../jx/compile-jx.ts";

/** True where the field says nothing: absent, empty, or `.`. */
export function isNoTransform(value: Json | undefined): value is undefined | null | "" | "." {
  return value === undefined || value === null || (typeof value === "string" && ["", "."].includes(value.trim()));
}

/** The data that the program gives, transformed, as a program. */
export function transformed(data: string, transform: Json | undefined, report: ReportJx): string {
  if (isNoTransform(transform)) return data;
  const program = jxObjectProgram(transform, report);
  if (data === "." || isConstantJx(transform)) return program;
  return `${data} | ${program}`;
}

/** `output.as` of a task whose data the program gives. Empty where there is nothing to say. */
export function outputAs(
  data: string,
  transform: Json | undefined,
  report: ReportJx,
): { readonly output?: JsonObject } {
  if (isNoTransform(transform)) return data === "." ? {} : { output: { as: expression(data) } };
  if (data === "." || isConstantJx(transform)) return { output: { as: jxObjectTemplate(transform, report) } };
  return { output: { as: expression(transformed(data, transform, report)) } };
}

/** A `set` task that transforms the data. */
export function setTransformed(transform: Json | undefined, report: ReportJx): JsonObject {
  return { set: isNoTransform(transform) ? "${ . }" : jxObjectTemplate(transform, report) };
}
