// Where what was typed is kept in the browser: the part of the Web Storage API that the stores use.

/** `localStorage` in the browser; tests give a map. */
export interface DraftStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}
