// What an attempt to tell a receiver comes to: delivered, again later, or given up. Pure.

import { LIMITS } from "../limits.ts";

/** Pauses after the first, second, … attempt; the last is 12 hours, and then it is given up. */
const PAUSES_MS = [5, 30, 120, 600, 1_800, 3_600, 10_800, 21_600, 43_200].map((seconds) => seconds * 1_000);

export interface Attempt {
  /** Which attempt it was, from 1. */
  readonly number: number;
  readonly answer: { readonly status: number; readonly retryAfter?: string | undefined } | { readonly failure: string };
  /** True for a failure that no repetition mends, e.g. an address that may not be reached. */
  readonly final?: boolean;
  /** Uniform in [0, 1): spreads the repetitions of many. */
  readonly random: number;
}

export type AttemptOutcome =
  | { readonly state: "delivered" }
  | { readonly state: "pending"; readonly afterMs: number; readonly error: string }
  | { readonly state: "dead"; readonly error: string; /** The receiver is gone for good. */ readonly gone: boolean };

export function attemptOutcome({ number, answer, final = false, random }: Attempt): AttemptOutcome {
  if ("status" in answer && answer.status >= 200 && answer.status < 300) return { state: "delivered" };
  const error = "failure" in answer ? answer.failure : `The receiver answered ${answer.status}.`;
  if ("status" in answer && answer.status === 410) return { state: "dead", error, gone: true };
  const pauseMs = PAUSES_MS[number - 1];
  if (final || pauseMs === undefined || number >= LIMITS.webhookAttempts) return { state: "dead", error, gone: false };
  const asked =
    "status" in answer && /^\d{1,5}$/u.test(answer.retryAfter ?? "") ? Number(answer.retryAfter) * 1_000 : 0;
  return { state: "pending", afterMs: Math.round(Math.max(asked, pauseMs * (0.8 + 0.4 * random))), error };
}
