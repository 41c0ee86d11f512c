"use client";
// What is shown in place of a page that threw. Says nothing of the error but its digest, by which it is found in the server's log:
// a message may hold anything.

import { Button } from "../../ui/button.tsx";
import { ErrorState } from "../../ui/state-panel.tsx";
import styles from "./plain-page.module.css";

/** What Next gives its error pages. */
export interface BrokenPageProps {
  readonly error: Error & { readonly digest?: string };
  /** Draws the page again. */
  readonly reset: () => void;
}

/** Says what is safe, offers to try again, and a way out. The link loads anew: what is broken may be the page's own code. */
export function BrokenPage({ error, reset }: BrokenPageProps) {
  return (
    <ErrorState
      title="This page has broken"
      actions={
        <>
          <Button look="primary" onClick={reset}>
            Try again
          </Button>
          <a href="/" className={styles.link}>
            To the workflows
          </a>
        </>
      }
    >
      <p>
        That is our mistake, not yours. What was saved is safe, runs go on, and what you typed is kept in this browser.
      </p>
      {error.digest !== undefined && (
        <p>
          The server’s log has it as <code>{error.digest}</code>.
        </p>
      )}
    </ErrorState>
  );
}
