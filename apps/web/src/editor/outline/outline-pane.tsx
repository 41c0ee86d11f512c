"use client";
// The whole document as a tree of its tasks: beside the drawing, in its place on a phone, and the result of a search. It does by
// keyboard what the drawing does. Selection, folding and commands are the editor's own; only what is searched for is kept here.

import { Search } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { useDesigner, useEditor } from "../designer/designer-context.ts";
import { outlineRows } from "../kernels/outline-rows.ts";
import styles from "./outline-pane.module.css";
import { OutlineTree } from "./outline-tree.tsx";
import { searchMatches } from "./search-matches.ts";

/** Fills its parent. */
export function OutlinePane() {
  const { title } = useDesigner();
  const index = useEditor((state) => state.drawing.index);
  const folded = useEditor((state) => state.folded);
  const [query, setQuery] = useState("");
  const pane = useRef<HTMLElement>(null);
  const matches = useMemo(() => searchMatches(query), [query]);
  const rows = useMemo(() => outlineRows(index, { folded, matches }), [index, folded, matches]);
  const found = matches === undefined ? 0 : [...index.places.values()].filter(matches).length;
  return (
    <section ref={pane} className={styles.pane} aria-label="Outline">
      <label className={styles.search}>
        <Search size={14} aria-hidden="true" />
        <span className="visually-hidden">Find a step in the outline</span>
        <input
          type="search"
          placeholder="Find a step"
          spellCheck={false}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "ArrowDown") return;
            event.preventDefault();
            pane.current?.querySelector<HTMLElement>("[role=treeitem][tabindex='0']")?.focus();
          }}
        />
      </label>
      <p role="status" className="visually-hidden">
        {matches !== undefined && `${found} ${found === 1 ? "step" : "steps"} found`}
      </p>
      {rows.length > 0 ? (
        <OutlineTree rows={rows} label={`Steps of ${title}`} />
      ) : (
        <p className={styles.none}>
          {matches === undefined ? "No steps yet. Press / to add one." : `No step matches “${query}”.`}
        </p>
      )}
    </section>
  );
}
