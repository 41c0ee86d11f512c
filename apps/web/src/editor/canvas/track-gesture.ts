// Follows the pointer from press to release, on the window, so that leaving the canvas does not lose it. Escape cancels.

import type { CanvasSession, Gesture } from "./canvas-session.ts";
import { endGesture } from "./canvas-session.ts";

const THRESHOLD = 5;

interface Handlers {
  /** The pointer moved, and a gesture is running. */
  readonly move: (event: PointerEvent) => void;
  /** The pointer was released while a gesture was running. */
  readonly drop: (event: PointerEvent) => void;
}

/** Starts `gesture` once the pointer has moved 5 px from `press`; before that it is a click and nothing happens. */
export function trackGesture(session: CanvasSession, gesture: Gesture, press: PointerEvent, handlers: Handlers): void {
  const stop = new AbortController();
  const { signal } = stop;
  let started = false;
  const finish = () => {
    stop.abort();
    if (started) endGesture(session);
  };
  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== press.pointerId) return;
    if (!started && Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) < THRESHOLD) return;
    if (!started) suppressNextClick();
    started = true;
    session.setState({ gesture, x: event.clientX, y: event.clientY });
    handlers.move(event);
  };
  const onUp = (event: PointerEvent) => {
    if (event.pointerId !== press.pointerId) return;
    if (started) handlers.drop(event);
    finish();
  };
  window.addEventListener("pointermove", onMove, { signal });
  window.addEventListener("pointerup", onUp, { signal });
  window.addEventListener("pointercancel", finish, { signal });
  window.addEventListener("keydown", (event) => event.key === "Escape" && finish(), { signal, capture: true });
}

/** Follows a connection: the task under the pointer is the target, if it is one of `targets`, else refused. */
export function trackConnect(
  session: CanvasSession,
  gesture: Gesture & { type: "connect" },
  press: PointerEvent,
  targets: readonly string[],
  on: { readonly connect: (target: string) => void; readonly refuse: (task: string) => void },
): void {
  const stepsAt = (event: PointerEvent) => {
    const task = taskAt(event);
    if (task === undefined || task === gesture.from) return { target: undefined, refused: undefined };
    return targets.includes(task) ? { target: task, refused: undefined } : { target: undefined, refused: task };
  };
  trackGesture(session, gesture, press, {
    move: (event) => session.setState(stepsAt(event)),
    drop: (event) => {
      const { target, refused } = stepsAt(event);
      if (target !== undefined) on.connect(target);
      else if (refused !== undefined) on.refuse(refused);
    },
  });
}

function taskAt(event: PointerEvent): string | undefined {
  for (const element of document.elementsFromPoint(event.clientX, event.clientY)) {
    const task = element instanceof HTMLElement ? element.dataset["task"] : undefined;
    if (task !== undefined) return task;
  }
  return undefined;
}

/** The click that follows a drag would select; it is swallowed. */
function suppressNextClick(): void {
  const swallow = (event: MouseEvent) => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener(
    "pointerup",
    () => {
      window.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
    },
    { once: true, capture: true },
  );
}
