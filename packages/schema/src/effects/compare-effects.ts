// What a document does to the outside that another one does not: rows are the same where action, target, effect, place and
// credentials are, whatever the task is called. Pure.

import { EFFECT_KINDS, type TaskEffect, type TaskEffectKind } from "./list-effects.ts";

/** Rows of the new document that the old one lacks, and the other way round, each in its own order. */
export interface EffectDifference {
  readonly added: readonly TaskEffect[];
  readonly removed: readonly TaskEffect[];
}

/** The difference; rows that are there several times are counted. */
export function compareEffects(before: readonly TaskEffect[], after: readonly TaskEffect[]): EffectDifference {
  return { added: without(after, before), removed: without(before, after) };
}

function without(rows: readonly TaskEffect[], others: readonly TaskEffect[]): readonly TaskEffect[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1);
  return rows.filter((row) => {
    const count = left.get(keyOf(row)) ?? 0;
    left.set(keyOf(row), count - 1);
    return count <= 0;
  });
}

function keyOf({ action, target, effect, place, credentials }: TaskEffect): string {
  return JSON.stringify([action, target, effect, place, credentials]);
}

/** How many rows there are of each effect, strongest first; effects that do not occur are left out. */
export function countEffects(
  rows: readonly TaskEffect[],
): readonly { readonly effect: TaskEffectKind; readonly count: number }[] {
  return EFFECT_KINDS.map((effect) => ({ effect, count: rows.filter((row) => row.effect === effect).length })).filter(
    ({ count }) => count > 0,
  );
}
