// Which windows of this browser live, by locks that the browser itself frees when a window goes, however it goes. Where there
// are none (a page that is not served over TLS), every other window counts as gone: its copy is taken up too early then, which
// a merge later finds to be the same change on both sides.

import type { CopyStorage, LiveWindows } from "./draft-copies.ts";

/** The windows of this browser. */
export function browserWindows(): LiveWindows {
  const locks = "locks" in navigator ? navigator.locks : undefined;
  if (locks === undefined) {
    return {
      hold: () => () => {},
      whenGone(_name, take) {
        take();
        return () => {};
      },
    };
  }
  return {
    hold(name) {
      let release = () => {};
      // Held until it resolves: at the latest the lock ends with the window.
      void locks.request(name, () => new Promise<void>((resolve) => (release = resolve)));
      return () => release();
    },
    whenGone(name, take) {
      const stop = new AbortController();
      locks.request(name, { signal: stop.signal }, take).catch(() => {
        // Aborted: this window goes itself.
      });
      return () => stop.abort();
    },
  };
}

/** The browser's storage. */
export function browserStorage(): CopyStorage {
  return {
    getItem: (key) => localStorage.getItem(key),
    setItem: (key, value) => localStorage.setItem(key, value),
    removeItem: (key) => localStorage.removeItem(key),
    keys: () => Object.keys(localStorage),
  };
}
