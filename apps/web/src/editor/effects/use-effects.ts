// The effects of the draft as it is drawn, and of the version that was saved last.

import { callFacts } from "@ironweave/actions/catalog";
import { listEffects, parseSource, type TaskEffect } from "@ironweave/schema";
import { useEffect, useMemo, useState } from "react";
import { useDesigner, useEditor } from "../designer/designer-context.ts";

/** In reading order; the last good drawing's where the text is broken. */
export function useEffects(): readonly TaskEffect[] {
  const document = useEditor((state) => state.drawing.source.value);
  return useMemo(() => listEffects(document, callFacts), [document]);
}

/** What the newest version does; `none` where there is no version, undefined while it is asked for or cannot be had. */
export function useVersionEffects():
  | { readonly version: number; readonly effects: readonly TaskEffect[] }
  | "none"
  | undefined {
  const { backend } = useDesigner();
  const [known, setKnown] = useState<ReturnType<typeof useVersionEffects>>();
  useEffect(() => {
    let over = false;
    const read = async () => {
      const [newest] = (await backend.versions()).toSorted((a, b) => b.number - a.number);
      if (newest === undefined) return "none" as const;
      const { value } = parseSource(await backend.versionText(newest.id));
      return { version: newest.number, effects: listEffects(value, callFacts) };
    };
    read().then(
      (answer) => !over && setKnown(answer),
      // Offline: the list is shown without a comparison.
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, [backend]);
  return known;
}
