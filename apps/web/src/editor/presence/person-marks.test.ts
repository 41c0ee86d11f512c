import { compileGraph, parseSource } from "@ironweave/schema";
import { expect, test } from "vitest";
import { indexGraph } from "../kernels/graph-index.ts";
import { colourOf, initialsOf, peopleByTask } from "./person-marks.ts";

test("initials are of the first and the last word, of any script", () => {
  expect(["Anna Berg", "anna.maria@berg.example", "Ö", "", "李 小龙"].map(initialsOf)).toEqual([
    "AB",
    "AE",
    "Ö",
    "·",
    "李小",
  ]);
});

test("a colour is one of six and belongs to the person", () => {
  const ids = Array.from({ length: 50 }, (_, at) => `0d3a0000-0000-4000-8000-0000000000${at + 10}`);
  const colours = ids.map(colourOf);
  expect([Math.min(...colours), Math.max(...colours)]).toEqual([1, 6]);
  expect(ids.map(colourOf)).toEqual(colours);
});

test("a person is shown on the task that their reference means here: the same place, else the only one of the name", () => {
  const { value } = parseSource("do:\n  - new: { set: { a: 1 } }\n  - one: { set: { a: 1 } }\n");
  const index = indexGraph(compileGraph(value ?? {}));
  const person = (selected: string) => ({ userId: selected, name: "Anna", selected: [selected], unpublished: false });
  const shown = peopleByTask(index, [person("/do/0/new"), person("/do/0/one"), person("/do/4/gone")]);
  expect([...shown].map(([task, people]) => [task, people.map(({ userId }) => userId)])).toEqual([
    ["/do/0/new", ["/do/0/new"]],
    ["/do/1/one", ["/do/0/one"]],
  ]);
});
