// The focus follows the keys: a panel of the dock that is opened by its keys gets the focus on its tab, and gives it back when it
// goes. Opened by a button, the focus stays there, so that the same button closes it.

import { useEffect, useRef, type RefObject } from "react";

/** For the dock's element; `panel` is what it shows. */
export function useDockFocus(panel: string): RefObject<HTMLDivElement | null> {
  const dock = useRef<HTMLDivElement>(null);
  const before = useRef<HTMLElement>(undefined);
  useEffect(() => {
    const active = document.activeElement;
    if (!(active instanceof HTMLElement) || dock.current?.contains(active) || active.hasAttribute("aria-expanded"))
      return;
    before.current = active;
    dock.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
  }, [panel]);
  useEffect(() => {
    const element = dock.current;
    return () => {
      // By now the focus is nowhere if it was in the dock, or the dock is about to take it along.
      const active = document.activeElement;
      if (active === null || active === document.body || element?.contains(active) === true) before.current?.focus();
    };
  }, []);
  return dock;
}
