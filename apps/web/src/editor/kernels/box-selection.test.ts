import { compileGraph } from "@ironweave/schema";
import { expect, test } from "vitest";
import { boxBetween, tasksInBox } from "./box-selection.ts";
import { layoutFlow } from "./flow-layout.ts";

const set = { set: { a: 1 } };
const layout = layoutFlow(compileGraph({ do: [{ one: set }, { group: { do: [{ inner: set }] } }, { last: set }] }));
const box = (id: string) => layout.nodes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };

test("a touch is enough for a card; a container must lie in it whole, and then stands for its steps", () => {
  const everything = { x: -10, y: -10, width: layout.width + 20, height: layout.height + 20 };
  expect(tasksInBox(layout, everything)).toEqual(["/do/0/one", "/do/1/group", "/do/2/last"]);
  const inner = box("/do/1/group/do/0/inner");
  expect(tasksInBox(layout, { ...inner, width: 4, height: 4 })).toEqual(["/do/1/group/do/0/inner"]);
  expect(tasksInBox(layout, { x: -10, y: -10, width: 4, height: 4 })).toEqual([]);
});

test("the rectangle may be drawn from any corner", () => {
  expect(boxBetween({ x: 5, y: 1 }, { x: 2, y: 4 })).toEqual({ x: 2, y: 1, width: 3, height: 3 });
});
