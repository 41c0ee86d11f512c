"use client";
// The designer: toolbar, step palette, canvas, form, text, and the dock below. Composition only; state is in the session.

import { useEffect } from "react";
import { classNames } from "../../ui/class-names.ts";
import { SplitPane } from "../../ui/split-pane.tsx";
import { CanvasPane } from "./canvas-pane.tsx";
import { ConflictBanner } from "./conflict-banner.tsx";
import { ContextMenu } from "./context-menu.tsx";
import { DesignerContext, useDesignerUi, type DesignerSession } from "./designer-context.ts";
import { DesignerDialogs } from "./designer-dialogs.tsx";
import { DesignerDock } from "./designer-dock.tsx";
import { DesignerToolbar } from "./designer-toolbar.tsx";
import styles from "./designer.module.css";
import { FormPane } from "./form-pane.tsx";
import { InsertMenu } from "./insert-menu.tsx";
import { StatusBar } from "./status-bar.tsx";
import { StepPalette } from "./step-palette.tsx";
import { TextPane } from "./text-pane.tsx";
import { useCommandKeys } from "./use-command-keys.ts";
import { ViewSwitch } from "./view-switch.tsx";

/** Shows an open workflow; the page closes the session. */
export function Designer({ session }: { readonly session: DesignerSession }) {
  useEffect(() => {
    const leave = () => void session.autosave.flush();
    window.addEventListener("pagehide", leave);
    return () => window.removeEventListener("pagehide", leave);
  }, [session]);
  return (
    <DesignerContext value={session}>
      <Screen />
    </DesignerContext>
  );
}

function Screen() {
  const { palette, inspector, text, dock, view } = useDesignerUi((state) => state);
  useCommandKeys();
  return (
    <div className={styles.screen} data-view={view}>
      <DesignerToolbar />
      <ViewSwitch />
      <ConflictBanner />
      <div className={styles.body}>
        {palette && (
          <div className={styles.palette}>
            <StepPalette />
          </div>
        )}
        <div className={styles.work}>
          <SplitPane
            name="text"
            label="Width of the text"
            initial={460}
            min={280}
            max={900}
            first={
              <div className={styles.stage}>
                <div className={styles.canvas}>
                  <CanvasPane />
                </div>
                <div className={classNames(styles.inspector, !inspector && styles.closed)}>
                  <FormPane />
                </div>
              </div>
            }
            second={text || view === "text" ? <TextPane /> : null}
          />
        </div>
      </div>
      {dock !== undefined && <DesignerDock />}
      <StatusBar />
      <DesignerDialogs />
      <InsertMenu />
      <ContextMenu />
    </div>
  );
}
