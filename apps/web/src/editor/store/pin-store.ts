// Pinned outputs: what a step is taken to give, without running it. They belong to the person's draft and stay in this browser
// beside it, by the names on the way to the step, so that edits elsewhere, moves in a list and undo keep them. No React, no DOM.
// The invariant: what is in the state can be read back; what is too large to keep is refused, not cut.

import type { Json } from "@ironweave/jq";
import type { Reference } from "@ironweave/schema";
import { createStore, type StoreApi } from "zustand/vanilla";
import { parseJson } from "../../json/parse-json.ts";
import type { GraphIndex } from "../kernels/graph-index.ts";
import { isObject } from "../kernels/json-schema.ts";
import { namePath } from "./carry-references.ts";
import type { DraftStorage } from "./local-draft.ts";

/** Outputs by the names on the way to a step (`/do/deploy/try/apply`). */
export type Pins = ReadonlyMap<string, Json>;

/** The pins of a workflow, and the ways to change them. */
export interface PinStore extends Pick<StoreApi<Pins>, "getState" | "subscribe" | "getInitialState"> {
  /** Pins of the steps that are there, by reference. */
  of(index: GraphIndex): Readonly<Record<Reference, Json>>;
  has(task: Reference): boolean;
  /** What it is taken to give. */
  get(task: Reference): Json | undefined;
  /** Reads the storage again: another tab has changed it. */
  reload(): void;
  /** False where it is larger than what a browser keeps. */
  pin(task: Reference, value: Json): boolean;
  unpin(task: Reference): void;
  /** A renamed step keeps its pin. */
  carry(before: GraphIndex, after: GraphIndex): void;
}

/** Of all pins of a workflow, as JSON. */
const MOST_CHARACTERS = 1_000_000;

/** Keys in the storage that begin so are pins. */
export const PIN_KEYS = "ironweave:pins:";

const storageKey = (workflowId: string) => `${PIN_KEYS}${workflowId}`;

/** Takes up what an earlier page left in the storage. */
export function createPinStore(storage: DraftStorage, workflowId: string): PinStore {
  const store = createStore<Pins>(() => read(storage, workflowId));
  const replace = (pins: Pins): void => {
    store.setState(pins, true);
    try {
      if (pins.size === 0) storage.removeItem(storageKey(workflowId));
      else storage.setItem(storageKey(workflowId), textOf(pins));
    } catch {
      // Private windows may refuse storage: the pins last as long as the page.
    }
  };
  return {
    getState: store.getState,
    subscribe: store.subscribe,
    getInitialState: store.getInitialState,
    of(index) {
      const pins = store.getState();
      if (pins.size === 0) return {};
      return Object.fromEntries(
        index.order.flatMap((task) => {
          const value = pins.get(namePath(task));
          return value === undefined ? [] : [[task, value] as const];
        }),
      );
    },
    has: (task) => store.getState().has(namePath(task)),
    get: (task) => store.getState().get(namePath(task)),
    reload: () => store.setState(read(storage, workflowId), true),
    pin(task, value) {
      const pins = new Map(store.getState()).set(namePath(task), value);
      if (textOf(pins).length > MOST_CHARACTERS) return false;
      replace(pins);
      return true;
    },
    unpin(task) {
      const pins = new Map(store.getState());
      if (pins.delete(namePath(task))) replace(pins);
    },
    carry(before, after) {
      const pins = store.getState();
      if (pins.size === 0 || before === after) return;
      const names = (index: GraphIndex) => new Set(index.order.map(namePath));
      const [old, now] = [names(before), names(after)];
      const places = new Map(before.order.map((task) => [namePath(task), task]));
      const carried = [...pins].map(([path, value]): readonly [string, Json] => {
        const place = now.has(path) ? undefined : places.get(path);
        const renamed =
          place === undefined
            ? undefined
            : after.order.find((task) => indexPath(task) === indexPath(place) && !old.has(namePath(task)));
        return [renamed === undefined ? path : namePath(renamed), value];
      });
      if (carried.some(([path]) => !pins.has(path))) replace(new Map(carried));
    },
  };
}

function textOf(pins: Pins): string {
  return JSON.stringify(Object.fromEntries(pins));
}

/** The indices of a reference without its names. */
function indexPath(reference: Reference): string {
  return reference.replaceAll(/(\/\d+)\/[^/]+/g, "$1");
}

function read(storage: DraftStorage, workflowId: string): Pins {
  try {
    const parsed = parseJson(storage.getItem(storageKey(workflowId)) ?? "{}");
    return new Map(parsed.ok && isObject(parsed.value) ? Object.entries(parsed.value) : []);
  } catch {
    return new Map();
  }
}
