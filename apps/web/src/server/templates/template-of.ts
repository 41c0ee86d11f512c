// An example's files as a template: what the gallery shows of it, and its text with what a run and a dry run may begin with.
// Everything is taken from the files; a template has no description of its own. Pure.

import type { Json, JsonObject } from "@ironweave/jq";
import { parseSource, planEdit } from "@ironweave/schema";
import type { Template } from "../contract/template-contract.ts";
import type { ExampleFiles } from "./example-files.ts";

/** The template. @throws Error where the text has no place for what it brings along */
export function templateOf(files: ExampleFiles): Template {
  const source = parseSource(files.text);
  const header = object(member(source.value, "document"));
  const tags = object(header["tags"]);
  return {
    name: files.name,
    title: textOf(header["title"], files.name),
    summary: textOf(header["summary"], ""),
    about: leadingComment(files.text),
    topic: textOf(tags["topic"], "other"),
    systems: textOf(tags["systems"], "")
      .split(",")
      .map((system) => system.trim())
      .filter((system) => system !== ""),
    text: withMetadata(files),
    inputs: list(files.inputs).map((input) => {
      const description = member(input, "description");
      return {
        name: textOf(member(input, "name"), ""),
        ...(typeof description === "string" ? { description } : {}),
      };
    }),
    tests: list(member(files.test, "tests")).map((test) => textOf(member(test, "name"), "")),
  };
}

/** The document's text with `document.metadata`: the named inputs without what a test expects, and the first test's stand-ins. */
export function withMetadata({ name, text, inputs, test }: ExampleFiles): string {
  const first = list(member(test, "tests"))[0];
  const samples = list(inputs).map((input) =>
    Object.fromEntries(Object.entries(object(input)).filter(([key]) => key !== "expect" && key !== "after")),
  );
  const value: JsonObject = {
    ...(samples.length === 0 ? {} : { inputs: samples }),
    ...present("mocks", member(first, "mocks")),
    ...present("events", member(first, "events")),
  };
  if (Object.keys(value).length === 0) return text;
  const planned = planEdit(parseSource(text), { type: "set", at: "/document/metadata", value });
  if (!planned.ok) throw new Error(`${name}: its metadata cannot be written: ${planned.diagnostic.message}`);
  return planned.plan.source.text;
}

/** The comment before the first line of the document, as one paragraph. */
function leadingComment(text: string): string {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("#"));
  return lines
    .slice(0, end)
    .map((line) => line.replace(/^#\s?/u, ""))
    .join(" ");
}

function present(key: string, value: Json | undefined): JsonObject {
  return value === undefined ? {} : { [key]: value };
}

function textOf(value: Json | undefined, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

function member(value: Json | undefined, key: string): Json | undefined {
  return object(value)[key];
}

function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
