import { ApplicationFailure } from "@temporalio/common";
import { describe, expect, it } from "vitest";
import { logLine } from "./log-line.ts";

const lineOf = (meta: Record<string, unknown>): Record<string, unknown> =>
  JSON.parse(logLine({ level: "WARN", message: "m", meta }) ?? "null");

describe("a line of the log", () => {
  it("prints what an error says, and its causes, without stacks and details", () => {
    const cause = ApplicationFailure.nonRetryable("422 hostname is taken", "ActionError", { password: "hunter2" });
    const error = new Error("Activity task failed", { cause });
    const line = lineOf({ error, taskQueue: "ironweave" });
    expect(line).toEqual({
      at: expect.any(String),
      level: "WARN",
      message: "m",
      taskQueue: "ironweave",
      error: {
        name: "Error",
        message: "Activity task failed",
        cause: { name: "ApplicationFailure", type: "ActionError", message: "422 hostname is taken" },
      },
    });
    expect(JSON.stringify(line)).not.toMatch(/hunter2|\.ts:\d+/u);
  });

  it("ends with causes that go in circles", () => {
    const error = new Error("round");
    error.cause = error;
    expect(JSON.stringify(lineOf({ error })).match(/round/gu)).toHaveLength(4);
  });

  it("cuts texts of any length", () => {
    expect(String(lineOf({ detail: "x".repeat(10_000) })["detail"])).toHaveLength(2_001);
  });

  it("prints numbers that JSON does not know", () => {
    expect(lineOf({ nanos: 10n })).toMatchObject({ nanos: "10" });
  });

  it("leaves out what the workflow says itself", () => {
    expect(logLine({ level: "WARN", message: "Workflow failed", meta: { error: new Error("x") } })).toBeUndefined();
  });
});
