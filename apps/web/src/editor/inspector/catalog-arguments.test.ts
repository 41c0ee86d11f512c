import { CATALOG } from "@ironweave/actions/catalog";
import { taskSchema } from "@ironweave/schema";
import { expect, test } from "vitest";
import { chosenOption, shapeOf } from "./form-shape.ts";
import { withArguments } from "./catalog-arguments.ts";

const call = taskSchema("call");

test.each(CATALOG.map(({ name }) => name))("the form of a call of %s has the arguments of the action", (name) => {
  const root = withArguments(call, `${name}:1.0.0@default`);
  const choice = shapeOf(root, root);
  const options = choice.kind === "choice" ? choice.options : [];
  const option = options[chosenOption(root, options, { call: `${name}:1.0.0@default`, with: {} })];
  const own = shapeOf(root, option ?? {});
  const given = own.kind === "object" ? own.fields.find(({ key }) => key === "with")?.schema : undefined;
  const wanted = CATALOG.find((action) => action.name === name)?.input["properties"];
  expect(Object.keys((given?.["properties"] as object | undefined) ?? {})).toEqual(Object.keys(wanted ?? {}));
});

test("calls of other functions keep arguments of any name", () => {
  expect([withArguments(call, "mine"), withArguments(call, "http"), withArguments(call, undefined)]).toEqual([
    call,
    call,
    call,
  ]);
});
