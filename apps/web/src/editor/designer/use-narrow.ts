// Whether there is room for one view only. The same width as in the style sheets.

import { useSyncExternalStore } from "react";

const QUERY = "(width < 800px)";

/** True on a phone; renders again when that changes. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(QUERY);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => window.matchMedia(QUERY).matches,
    () => false,
  );
}
