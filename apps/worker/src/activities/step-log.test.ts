// The way of a step's lines to their store: in batches, each once, all before the step ends, and bounded.

import { describe, expect, it, vi } from "vitest";
import type { ActionRequest } from "../messages.ts";
import { StepLog } from "./step-log.ts";
import type { StepLines } from "./step-log.ts";

const REQUEST: ActionRequest = {
  tenantId: "t",
  runId: "r",
  action: "log",
  arguments: null,
  scope: {},
  secrets: [],
  execution: { task: "/do/0/a", name: "a", execution: 7, iteration: [], attempt: 2 },
  idempotencyKey: "k",
  timeoutMs: 1_000,
};

function logOf(append: (lines: StepLines, count: number) => Promise<boolean>, limits = {}) {
  const batches: StepLines[] = [];
  const store = { append: (lines: StepLines) => append(lines, batches.push(lines)) };
  const log = new StepLog(store, REQUEST, { lineBytes: 100, stepBytes: 1_000, ...limits });
  return { log, batches, lines: () => batches.flatMap((batch) => batch.lines) };
}

describe("a step's log", () => {
  it("is stored when the step ends, as lines of its execution and attempt", async () => {
    const { log, batches } = logOf(async () => true);
    log.write("one\ntwo\r\nthree");
    log.write("");
    await log.close();
    expect(batches.map(({ writer, ...rest }) => ({ ...rest, writer: typeof writer }))).toEqual([
      {
        tenantId: "t",
        runId: "r",
        execution: 7,
        attempt: 2,
        part: 0,
        lines: ["one", "two", "three", ""],
        writer: "string",
      },
    ]);
  });

  it("of a step that wrote nothing asks the store for nothing", async () => {
    const { log, batches } = logOf(async () => true);
    await log.close();
    expect(batches).toEqual([]);
  });

  it("is sent while the step runs", async () => {
    const { log, lines } = logOf(async () => true);
    log.write("early");
    await vi.waitFor(() => expect(lines()).toEqual(["early"]));
    log.write("late");
    await log.close();
    expect(lines()).toEqual(["early", "late"]);
  });

  it("is sent again where the store failed, under the same number", async () => {
    const { log, batches } = logOf((_, count) =>
      count < 3 ? Promise.reject(new Error("down")) : Promise.resolve(true),
    );
    log.write("kept");
    await log.close();
    expect(batches.map(({ part, lines }) => ({ part, lines }))).toEqual(
      Array.from({ length: 3 }, () => ({ part: 0, lines: ["kept"] })),
    );
  });

  it("ends where the store wants no more", async () => {
    const { log, lines } = logOf(async () => false);
    log.write("last");
    await log.close();
    log.write("unwanted");
    await log.close();
    expect(lines()).toEqual(["last"]);
  });

  it("is cut at the limit of a line and of a step, and says so", async () => {
    const { log, lines } = logOf(async () => true, { lineBytes: 10, stepBytes: 40 });
    log.write("ä".repeat(8));
    log.write("a\0b\uD800");
    for (let count = 0; count < 9; count += 1) log.write("123456789");
    await log.close();
    expect(lines()).toEqual([
      "äääää … (cut)",
      "a\uFFFDb\uFFFD",
      "123456789",
      "… The log of this step ends here: it has 40 bytes.",
    ]);
  });
});
