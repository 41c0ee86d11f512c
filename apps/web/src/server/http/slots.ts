// A count of what is open at once, by key. In memory, per process.

export interface Slots {
  /** Takes a slot and returns how to give it back, or undefined where none is free. Giving back twice counts once. */
  take(key: string): (() => void) | undefined;
}

export function createSlots(limit: number): Slots {
  const taken = new Map<string, number>();
  return {
    take: (key) => {
      const count = taken.get(key) ?? 0;
      if (count >= limit) return undefined;
      taken.set(key, count + 1);
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        const left = (taken.get(key) ?? 1) - 1;
        if (left === 0) taken.delete(key);
        else taken.set(key, left);
      };
    },
  };
}
