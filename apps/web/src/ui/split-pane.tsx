// Two panes with a draggable, keyboard-operable bar between them (role separator). The size is remembered by `name`.

import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import styles from "./split-pane.module.css";

/** `second` has the given size in pixels, `first` takes the rest; `second` null hides pane and bar. */
export interface SplitPaneProps {
  readonly name: string;
  readonly label: string;
  readonly first: ReactNode;
  readonly second: ReactNode | null;
  readonly initial: number;
  readonly min: number;
  readonly max: number;
}

const STEP = 24;

/** A horizontal split: `first` left, `second` right. Below 800 px the panes stand one above the other. */
export function SplitPane({ name, label, first, second, initial, min, max }: SplitPaneProps) {
  const [size, setSize] = useState(initial);
  const frame = useRef<HTMLDivElement>(null);
  const key = `ironweave:split:${name}`;
  const clamp = (value: number) => Math.round(Math.min(max, Math.max(min, value)));
  useEffect(() => {
    const stored = Number(localStorage.getItem(key));
    if (stored >= min && stored <= max) setSize(stored);
  }, [key, min, max]);
  const change = (value: number) => {
    const next = clamp(value);
    setSize(next);
    localStorage.setItem(key, String(next));
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || frame.current === null) return;
    change(frame.current.getBoundingClientRect().right - event.clientX);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowLeft") change(size + STEP);
    else if (event.key === "ArrowRight") change(size - STEP);
    else if (event.key === "Home") change(min);
    else if (event.key === "End") change(max);
    else return;
    event.preventDefault();
  };
  return (
    <div ref={frame} className={styles.frame}>
      <div className={styles.first}>{first}</div>
      {second !== null && (
        <>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a focusable separator is interactive by ARIA */}
          <div
            role="separator"
            aria-label={label}
            aria-orientation="vertical"
            aria-valuenow={size}
            aria-valuemin={min}
            aria-valuemax={max}
            tabIndex={0}
            className={styles.bar}
            onPointerDown={onPointerDown}
            onPointerMove={onPointerMove}
            onKeyDown={onKeyDown}
          />
          <div className={styles.second} style={{ flexBasis: size }}>
            {second}
          </div>
        </>
      )}
    </div>
  );
}
