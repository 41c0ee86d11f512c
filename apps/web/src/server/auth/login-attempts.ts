// How many wrong sign-ins are let through in a minute, from one address and for one account.

import { LIMITS } from "../limits.ts";
import { createAttemptLimiter } from "./attempt-limiter.ts";
import type { AttemptLimiter } from "./attempt-limiter.ts";

export interface LoginAttempts {
  readonly byAddress: AttemptLimiter;
  readonly byAccount: AttemptLimiter;
}

/** Counters of this process. */
export function createLoginAttempts(): LoginAttempts {
  return {
    byAddress: createAttemptLimiter(LIMITS.loginAttemptsOfAddress, LIMITS.loginWindowMs),
    byAccount: createAttemptLimiter(LIMITS.loginAttemptsOfAccount, LIMITS.loginWindowMs),
  };
}
