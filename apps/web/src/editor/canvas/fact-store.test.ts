import { expect, test, vi } from "vitest";
import { createFactStore } from "./fact-store.ts";

test("only the cards whose facts changed are told", () => {
  const facts = createFactStore();
  const [a, b, c] = [vi.fn(), vi.fn(), vi.fn()];
  facts.subscribe("/do/0/a", a);
  facts.subscribe("/do/1/b", b);
  facts.subscribe("/do/2/c", c);
  facts.replace(
    new Map([
      ["/do/0/a", { problems: 1 }],
      ["/do/1/b", { status: "running" as const }],
    ]),
  );
  facts.replace(
    new Map([
      ["/do/0/a", { problems: 1 }],
      ["/do/1/b", { status: "completed" as const }],
    ]),
  );
  facts.replace(new Map([["/do/0/a", { problems: 1 }]]));
  expect([a, b, c].map((listener) => listener.mock.calls.length)).toEqual([1, 3, 0]);
  expect([facts.get("/do/0/a"), facts.get("/do/1/b")]).toEqual([{ problems: 1 }, {}]);
});

test("a listener that left is not called", () => {
  const facts = createFactStore();
  const listener = vi.fn();
  facts.subscribe("/do/0/a", listener)();
  facts.replace(new Map([["/do/0/a", { problems: 1 }]]));
  expect(listener).not.toHaveBeenCalled();
});
