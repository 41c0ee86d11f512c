// Counts failures by key in a sliding window, in memory. Bounded: old keys are dropped before new ones are added.

const MAX_KEYS = 10_000;

export interface AttemptLimiter {
  /** True where the key has used up its attempts. */
  isBlocked(key: string): boolean;
  recordFailure(key: string): void;
  reset(key: string): void;
}

/** At most `limit` failures of a key in `windowMs`. @default now the process's clock */
export function createAttemptLimiter(limit: number, windowMs: number, now: () => number = Date.now): AttemptLimiter {
  const failures = new Map<string, readonly number[]>();
  const recent = (key: string): readonly number[] =>
    (failures.get(key) ?? []).filter((at) => at > now() - windowMs).slice(-limit);
  return {
    isBlocked: (key) => recent(key).length >= limit,
    recordFailure: (key) => {
      const kept = [...recent(key), now()];
      failures.delete(key);
      const oldest = failures.size >= MAX_KEYS ? failures.keys().next().value : undefined;
      if (oldest !== undefined) failures.delete(oldest);
      failures.set(key, kept);
    },
    reset: (key) => {
      failures.delete(key);
    },
  };
}
