// What a seal carries, against a port that remembers.

import type { RunEvent, RunEventBody } from "@ironweave/schema/run";
import { describe, expect, it } from "vitest";
import { RESEND } from "../messages.ts";
import type { SealAnswer, SealRequest } from "../messages.ts";
import { Journal } from "./journal.ts";

type Seal = Pick<SealRequest, "events" | "final">;

const PLACE = { task: "/do/0/a", name: "a", execution: 1, iteration: [], attempt: 1 };
const LARGE = "x".repeat(5_000);
const small: RunEventBody = { type: "task.started", input: { n: 1 }, ...PLACE };
const large: RunEventBody = { type: "task.completed", output: LARGE, ...PLACE };
const end: RunEventBody = { type: "workflow.completed", output: LARGE };

function journalOf(answer: (seal: Seal, count: number) => SealAnswer) {
  const seals: Seal[] = [];
  const journal = new Journal({
    now: () => 7,
    send: () => undefined,
    seal: (seal) => Promise.resolve(answer(seal, seals.push(seal))),
    onClosed: () => undefined,
  });
  return { journal, seals };
}

/** Numbers of the events of a seal; of those without their data with a minus. */
const carried = ({ events }: Seal): readonly number[] =>
  events.map((event) => ("input" in event || "output" in event ? event.seq : -event.seq));

describe("a seal", () => {
  it("names a large event, and carries small ones and the run's last", async () => {
    const { journal, seals } = journalOf(() => null);
    for (const body of [small, large, end]) journal.record(body);
    await journal.seal(true);
    expect(seals.map((seal) => ({ carried: carried(seal), final: seal.final }))).toEqual([
      { carried: [1, -2, 3], final: true },
    ]);
    expect({ open: journal.hasUnsealed, closedBy: journal.closedBy }).toEqual({ open: false, closedBy: undefined });
  });

  it("carries everything where it is asked to, once", async () => {
    const { journal, seals } = journalOf((_seal, count) => (count === 1 ? RESEND : null));
    for (const body of [small, large]) journal.record(body);
    await journal.seal();
    expect(seals.map(carried)).toEqual([
      [1, -2],
      [1, 2],
    ]);
    expect(journal.hasUnsealed).toBe(false);
  });

  it("learns of the event that had ended the run before, also at the second asking", async () => {
    const cancelled: RunEvent = { type: "workflow.cancelled", seq: 1, at: 1 };
    const { journal } = journalOf((_seal, count) => (count === 1 ? RESEND : cancelled));
    journal.record(large);
    await journal.seal(true);
    expect(journal.closedBy).toEqual(cancelled);
  });

  it("of a large backlog goes in the same parts, whether data are carried or not", async () => {
    const { journal, seals } = journalOf(() => null);
    for (let count = 0; count < 5; count += 1) journal.record({ ...large, output: "y".repeat(90_000) });
    await journal.seal();
    expect(seals.map(carried)).toEqual([[-1, -2], [-3, -4], [-5]]);
  });
});
