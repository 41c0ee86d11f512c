"use client";
// Shown where a page's data could not be read. A missing session leads to the sign-in page and back.

import { SearchX } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { apiErrorCode } from "../../trpc/trpc-error.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState, ErrorState } from "../../ui/state-panel.tsx";
import { errorText } from "./error-text.ts";
import { isMissing } from "./is-missing.ts";
import styles from "./plain-page.module.css";

/** `what` begins the title: "The workflows could not be read". */
export interface LoadErrorProps {
  readonly error: unknown;
  readonly what: string;
  readonly onRetry: () => void;
  /** Where the address named one thing: what to say where there is none, and the list to choose another from. */
  readonly missing?: { readonly title: string; readonly href: string; readonly list: string };
}

/** Says what failed and offers to try again. */
export function LoadError({ error, what, onRetry, missing }: LoadErrorProps) {
  const router = useRouter();
  const signedOut = apiErrorCode(error) === "unauthenticated";
  useEffect(() => {
    if (signedOut) router.replace(`/login?from=${encodeURIComponent(window.location.pathname)}`);
  }, [signedOut, router]);
  if (signedOut) return null;
  if (missing !== undefined && isMissing(error)) {
    return (
      <EmptyState
        icon={<SearchX size={22} aria-hidden="true" />}
        title={missing.title}
        actions={
          <Link href={missing.href} className={styles.link}>
            {missing.list}
          </Link>
        }
      >
        It may have been deleted, or the address is mistyped.
      </EmptyState>
    );
  }
  return (
    <ErrorState title={`${what} could not be read`} actions={<Button onClick={onRetry}>Try again</Button>}>
      {errorText(error)}
    </ErrorState>
  );
}
