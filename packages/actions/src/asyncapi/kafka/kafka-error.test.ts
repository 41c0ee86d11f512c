import { expect, test } from "vitest";
import { whenReady } from "./kafka-error.ts";

const answer = (type: string): Error =>
  new Error("it failed", { cause: Object.assign(new Error("the broker says no"), { type }) });

async function attemptsAt(failures: readonly Error[]): Promise<number | string> {
  let attempts = 0;
  const work = (): Promise<number> => {
    const failure = failures[attempts++];
    return failure === undefined ? Promise.resolve(attempts) : Promise.reject(failure);
  };
  return whenReady(work, new AbortController().signal).catch((error: Error) => `${error.message} ${String(attempts)}`);
}

test("what a broker did not do because it is not ready is asked for again", async () => {
  expect(await attemptsAt([answer("NOT_LEADER_FOR_PARTITION"), answer("GROUP_LOAD_IN_PROGRESS")])).toBe(3);
});

test("what may have been done is not", async () => {
  expect(await attemptsAt([answer("REQUEST_TIMED_OUT")])).toBe("it failed 1");
  expect(await attemptsAt([answer("NOT_ENOUGH_REPLICAS_AFTER_APPEND")])).toBe("it failed 1");
  expect(await attemptsAt([new Error("Closed connection")])).toBe("Closed connection 1");
});

test("an attempt that is over does not wait on", async () => {
  const reason = new Error("cancelled");
  const work = () => Promise.reject(answer("LEADER_NOT_AVAILABLE"));
  await expect(whenReady(work, AbortSignal.abort(reason))).rejects.toMatchObject({ cause: reason });
});
