"use client";
// The dry run: setup on the left, the drawing with what happened in the middle, the data of a step on the right. It takes the place
// of the editor while it is open. Nothing here asks the network for anything.

import { useEffect, useRef, useState } from "react";
import { classNames } from "../../ui/class-names.ts";
import { Spinner } from "../../ui/spinner.tsx";
import { ViewSwitch } from "../../ui/view-switch.tsx";
import type { CommandContext } from "../commands/command.ts";
import type { DesignerUiState } from "../store/designer-ui.ts";
import { useDesigner, useDesignerUi } from "../designer/designer-context.ts";
import { DryRunCanvas } from "./dry-run-canvas.tsx";
import { DryRunContext, type DryRunSession } from "./dry-run-context.ts";
import { DryRunControls } from "./dry-run-controls.tsx";
import styles from "./dry-run-pane.module.css";
import { DryRunSetup } from "./dry-run-setup.tsx";
import { DryRunSide } from "./dry-run-side.tsx";
import { openDryRun } from "./open-dry-run.ts";
import { openReplay } from "../replay/open-replay.ts";

type View = "setup" | "drawing" | "data";

const VIEWS: readonly { readonly view: View; readonly label: string }[] = [
  { view: "setup", label: "Setup" },
  { view: "drawing", label: "Drawing" },
  { view: "data", label: "Data" },
];

/** Runs at once; stops its worker when it is left. */
export function DryRunPane() {
  const designer = useDesigner();
  const [session, setSession] = useState<DryRunSession>();
  const pane = useRef<HTMLElement>(null);
  const replay = useDesignerUi((state) => state.replay);
  // Of a replay the verdict comes first.
  const [view, setView] = useState<View>(replay === undefined ? "drawing" : "data");
  useEffect(() => {
    let left = false;
    let leave = () => {};
    const start = (opened: DryRunSession) => {
      if (left) return;
      setSession(opened);
      opened.store.runNow();
      const { wish } = designer.ui.getState();
      designer.ui.setState({ wish: undefined });
      const stopWaiting = wish === undefined ? () => {} : standAt(opened, wish, designer.notify);
      leave = () => {
        stopWaiting();
        opened.store.stop();
      };
    };
    const withoutReplay = (reason: string) => {
      if (left) return;
      designer.notify(reason, { danger: true });
      designer.ui.setState({ replay: undefined });
    };
    if (replay === undefined) start(openDryRun(designer));
    else
      openReplay(designer, replay).then(
        (opened) => ("refused" in opened ? withoutReplay(opened.refused) : start(opened)),
        () => withoutReplay("The run cannot be read, so this is a dry run with mocks."),
      );
    return () => {
      left = true;
      leave();
    };
  }, [designer, replay]);
  // What had the focus is gone with the editor: it goes on here, and is not lost.
  useEffect(() => {
    if (session !== undefined) pane.current?.focus({ preventScroll: true });
  }, [session]);
  if (session === undefined) return <Spinner />;
  return (
    <DryRunContext value={session}>
      <section
        key={session.replay?.run.id ?? ""}
        ref={pane}
        className={styles.pane}
        aria-label="Dry run"
        data-view={view}
        tabIndex={-1}
      >
        <ViewSwitch label="Part of the dry run" views={VIEWS} current={view} onChoose={setView} />
        <div className={classNames(styles.part, styles.setup)}>
          <DryRunSetup />
        </div>
        <div className={classNames(styles.part, styles.drawing)}>
          <DryRunControls />
          <div className={styles.canvas}>
            <DryRunCanvas onShowData={() => setView("data")} />
          </div>
        </div>
        <div className={classNames(styles.part, styles.data)}>
          <DryRunSide />
        </div>
      </section>
    </DryRunContext>
  );
}

/** Stands where it was asked for as soon as there is a result. */
function standAt(
  { store, index }: DryRunSession,
  { task, until }: NonNullable<DesignerUiState["wish"]>,
  notify: CommandContext["notify"],
): () => void {
  const stop = store.subscribe(({ result }) => {
    if (result === undefined) return;
    stop();
    if (store.runTo(task, until)) return;
    store.select(task);
    const name = index.places.get(task)?.node.name ?? task;
    notify(`With this input and these answers the run does not come to ${name}.`);
  });
  return stop;
}
