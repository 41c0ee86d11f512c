import { expect, test } from "vitest";
import { isNarrowed, readRunFilter, runFilterQuery, runListInput } from "./run-filter.ts";

const ID = "019a8f00-0000-7000-8000-000000000001";
const read = (query: string) => readRunFilter(new URLSearchParams(query));

test("what the address says is read, and written back as it was", () => {
  const query = `?search=deploy+web&status=faulted&workflow=${ID}&time=between&from=2026-11-23T14%3A05&to=2026-11-23T15%3A00`;
  const filter = read(query);
  expect(filter).toEqual({
    search: "deploy web",
    status: "faulted",
    workflowId: ID,
    span: "between",
    from: "2026-11-23T14:05",
    to: "2026-11-23T15:00",
  });
  expect(runFilterQuery(filter)).toBe(query);
});

test("what nobody can mean is passed over", () => {
  const filter = read("?status=happy&workflow=1&time=__proto__&from=noon&to=2026-99-99T00:00");
  expect(isNarrowed(filter)).toBe(false);
  expect(runFilterQuery(filter)).toBe("");
});

test("a span ends now, and the minute that a time names is within", () => {
  const now = Date.parse("2026-11-23T12:00:00Z");
  expect(runListInput(read("?time=24h&search=+"), now)).toEqual({ since: "2026-11-22T12:00:00.000Z" });
  expect(runListInput(read("?time=between&to=2026-11-23T10:00"), now)).toEqual({
    until: new Date(Date.parse("2026-11-23T10:01")).toISOString(),
  });
});

test("between without a time narrows nothing, and times without between are not kept", () => {
  expect(isNarrowed(read("?time=between"))).toBe(false);
  expect(runFilterQuery(read("?from=2026-11-23T10:00"))).toBe("");
});
