"use client";
// The designer: toolbar, the editor or a dry run of it, and the dock below. Composition only; state is in the session.

import { lazy, Suspense, useEffect } from "react";
import { LoadingRows } from "../../ui/state-panel.tsx";
import { NewerBanner } from "../presence/newer-banner.tsx";
import { ConflictBanner } from "./conflict-banner.tsx";
import { ContextMenu } from "./context-menu.tsx";
import { DesignerContext, useDesignerUi, type DesignerSession } from "./designer-context.ts";
import { DesignerDialogs } from "./designer-dialogs.tsx";
import { DesignerDock } from "./designer-dock.tsx";
import { DesignerToolbar } from "./designer-toolbar.tsx";
import styles from "./designer.module.css";
import { EditAnnouncer } from "./edit-announcer.tsx";
import { EditBody } from "./edit-body.tsx";
import { InsertMenu } from "./insert-menu.tsx";
import { StatusBar } from "./status-bar.tsx";
import { useCommandKeys } from "./use-command-keys.ts";
import { DesignerViews } from "./designer-views.tsx";

// The engine is loaded with the first dry run only.
const DryRunPane = lazy(async () => ({ default: (await import("../dry-run/dry-run-pane.tsx")).DryRunPane }));

/** Shows an open workflow; the page closes the session. */
export function Designer({ session }: { readonly session: DesignerSession }) {
  useEffect(() => {
    // Each of these may be the last that the page hears: what is typed must be in the text, and its copy in the browser, by then.
    const leave = () => void session.autosave.flush();
    const hide = () => void (document.visibilityState === "hidden" && leave());
    const go = () => {
      leave();
      session.collaboration.leave();
    };
    window.addEventListener("pagehide", go);
    window.addEventListener("popstate", leave);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("pagehide", go);
      window.removeEventListener("popstate", leave);
      document.removeEventListener("visibilitychange", hide);
    };
  }, [session]);
  return (
    <DesignerContext value={session}>
      <Screen />
    </DesignerContext>
  );
}

function Screen() {
  const dock = useDesignerUi((state) => state.dock);
  const view = useDesignerUi((state) => state.view);
  const mode = useDesignerUi((state) => state.mode);
  useCommandKeys();
  return (
    <div className={styles.screen} data-view={view}>
      <DesignerToolbar />
      {mode === "edit" && <DesignerViews />}
      <ConflictBanner />
      <NewerBanner />
      {mode === "edit" ? (
        <EditBody />
      ) : (
        <Suspense fallback={<LoadingRows label="Opening the dry run" />}>
          <DryRunPane />
        </Suspense>
      )}
      {mode === "edit" && dock !== undefined && <DesignerDock />}
      {mode === "edit" && <StatusBar />}
      <EditAnnouncer />
      <DesignerDialogs />
      <InsertMenu />
      <ContextMenu />
    </div>
  );
}
