// Where the focus goes when a layer closes that no trigger of Radix opened (a key did): back to where it was before. Not where
// what was chosen has put it elsewhere already, and over a chain of layers to the place before the first.

import { useRef, useState } from "react";

/** What had the focus when the last layer opened from the page itself. */
let lastPlace: HTMLElement | undefined;

export interface FocusReturn {
  /** To be called while the focus is still where it was. */
  readonly remember: () => void;
  /** For `onCloseAutoFocus`. */
  readonly giveBack: (event: Event) => void;
}

/** Remembers as it is first drawn, inside the layer: a field with `autoFocus` has the focus before any effect runs. */
export function RememberFocus({ remember }: Pick<FocusReturn, "remember">): null {
  useState(remember);
  return null;
}

/** One layer's. */
export function useFocusReturn(): FocusReturn {
  const place = useRef<HTMLElement>(undefined);
  return {
    remember() {
      const active = document.activeElement;
      if (active instanceof HTMLElement && active !== document.body) lastPlace = onPage(active) ?? lastPlace;
      place.current = lastPlace;
    },
    giveBack(event) {
      event.preventDefault();
      const isNowhere = document.activeElement === null || document.activeElement === document.body;
      if (isNowhere && place.current?.isConnected === true) place.current.focus({ preventScroll: true });
    },
  };
}

/** Where this is on the page itself: an item of a menu is gone when the menu closes, and its button stands for it. */
function onPage(active: HTMLElement): HTMLElement | undefined {
  const layer = active.closest("[role=dialog], [role=menu]");
  if (layer === null) return active;
  const opener = document.getElementById(layer.getAttribute("aria-labelledby") ?? "");
  return opener instanceof HTMLButtonElement ? opener : undefined;
}
