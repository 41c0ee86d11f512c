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

/** True where a part of the page's code could not be had: the connection was lost, or another version is installed by now. */
export function isMissingPart({ name, message }: Pick<Error, "name" | "message">): boolean {
  return name === "ChunkLoadError" || /dynamically imported module|Failed to load chunk/u.test(message);
}

/** To draw it again would find the same: what failed to load is not asked for twice by one page. */
function MissingPart() {
  return (
    <ErrorState
      title="A part of this page could not be loaded"
      actions={
        <Button look="primary" onClick={() => window.location.reload()}>
          Load the page again
        </Button>
      }
    >
      <p>
        The connection was lost, or a new version of Ironweave has been installed. What was saved is safe, runs go on,
        and what you typed is kept in this browser.
      </p>
    </ErrorState>
  );
}

/** Says what is safe, offers to try again, and a way out. The link loads anew: what is broken may be the page's own code. */
export function BrokenPage({ error, reset }: BrokenPageProps) {
  if (isMissingPart(error)) return <MissingPart />;
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
