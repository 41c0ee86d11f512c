"use client";
// Says to screen readers what happened since the last time, politely and in one sentence (WCAG 4.1.3).

import { hasEnded } from "@ironweave/schema/run";
import { useEffect, useRef, useState } from "react";
import { useRun } from "./store/use-run.ts";
import { statusWord } from "../ui/status.tsx";

const EVERY_MS = 3_000;

/** Announces "3 steps completed, 1 failed", and the end of the run at once. */
export function RunAnnouncer() {
  const events = useRun((run) => run.events);
  const status = useRun((run) => run.latest.status);
  const told = useRef<number>(undefined);
  const [words, setWords] = useState("");
  useEffect(() => {
    // What had happened before the page opened is on the screen; only news are announced.
    told.current ??= events.length;
    const timer = setTimeout(() => {
      const news = events.slice(told.current ?? 0);
      told.current = events.length;
      const completed = news.filter((event) => event.type === "task.completed").length;
      const failed = news.filter((event) => event.type === "task.faulted").length;
      const parts = [
        ...(completed > 0 ? [`${completed} ${completed === 1 ? "step" : "steps"} completed`] : []),
        ...(failed > 0 ? [`${failed} failed`] : []),
      ];
      if (parts.length > 0) setWords(parts.join(", "));
    }, EVERY_MS);
    return () => clearTimeout(timer);
  }, [events]);
  const over = hasEnded(status);
  return (
    <p className="visually-hidden" role="status">
      {over ? `Run ${statusWord(status).toLowerCase()}. ` : ""}
      {words}
    </p>
  );
}
