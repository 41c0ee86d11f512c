import { applyRunEvent, emptyRunSnapshot } from "@ironweave/schema/run";
import type { RunEventHead } from "@ironweave/schema/run";
import { expect, test } from "vitest";
import { createRunStore } from "./run-store.ts";

function journal(steps: number): RunEventHead[] {
  const events: RunEventHead[] = [{ seq: 1, at: 1, type: "workflow.started", dsl: "1.0.3", engine: "t" }];
  for (let i = 1; i <= steps; i += 1) {
    const place = { task: `/do/${i}/t`, name: "t", execution: i, iteration: [], attempt: 1 };
    events.push({ seq: events.length + 1, at: i, type: "task.started", ...place });
    events.push({ seq: events.length + 1, at: i, type: "task.completed", ...place });
  }
  events.push({ seq: events.length + 1, at: steps, type: "workflow.completed" });
  return events;
}

test("going back shows the fold of the events up to that moment, and following again the newest", () => {
  const events = journal(300);
  const store = createRunStore();
  store.getState().append(events);
  for (const seq of [0, 1, 2, 249, 250, 251, 600]) {
    store.getState().scrub(seq);
    expect(store.getState().snapshot).toEqual(
      events.filter((event) => event.seq <= seq).reduce(applyRunEvent, emptyRunSnapshot),
    );
  }
  store.getState().scrub(undefined);
  expect(store.getState().snapshot).toBe(store.getState().latest);
  expect(store.getState().latest.status).toBe("completed");
});

test("events that arrive while the reader looks at the past do not move what they see", () => {
  const events = journal(4);
  const store = createRunStore();
  store.getState().append(events.slice(0, 5));
  store.getState().scrub(2);
  const seen = store.getState().snapshot;
  store.getState().append(events.slice(5));
  expect(store.getState().snapshot).toBe(seen);
  expect(store.getState().latest.status).toBe("completed");
});

test("events that were sent again after a reconnect are taken once", () => {
  const events = journal(3);
  const store = createRunStore();
  store.getState().append(events.slice(0, 4));
  store.getState().append(events);
  expect(store.getState().events).toEqual(events);
  expect(store.getState().executions.all).toHaveLength(3);
});

test("an event that comes again otherwise takes the place of the known one and of all that followed", () => {
  const events = journal(300);
  const store = createRunStore();
  store.getState().append(events.slice(0, 400));
  store.getState().scrub(10);
  const rewritten = events.slice(0, 320).map((event) => (event.seq > 300 ? { ...event, at: event.at + 1_000 } : event));
  store.getState().append(rewritten);
  expect(store.getState().events).toEqual(rewritten);
  expect(store.getState().latest).toEqual(rewritten.reduce(applyRunEvent, emptyRunSnapshot));
  expect(store.getState().cursor).toBe(10);
  store.getState().scrub(315);
  expect(store.getState().snapshot).toEqual(rewritten.slice(0, 315).reduce(applyRunEvent, emptyRunSnapshot));
});

test("a page is opening until the first events are there, or it is known that none come", () => {
  const store = createRunStore(8);
  expect(store.getState().opening).toBe(true);
  store.getState().setConnection("retrying");
  expect(store.getState().opening).toBe(true);
  store.getState().append(journal(3).slice(0, 2));
  expect(store.getState().opening).toBe(false);
  expect(createRunStore(0).getState().opening).toBe(false);
  const over = createRunStore(8);
  over.getState().setConnection("ended");
  expect(over.getState().opening).toBe(false);
});
