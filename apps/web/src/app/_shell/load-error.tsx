"use client";
// Shown where a page's data could not be read. A missing session leads to the sign-in page and back.

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { apiErrorCode } from "../../trpc/trpc-error.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorState } from "../../ui/state-panel.tsx";
import { errorText } from "./error-text.ts";

/** `what` begins the title: "The workflows could not be read". */
export interface LoadErrorProps {
  readonly error: unknown;
  readonly what: string;
  readonly onRetry: () => void;
}

/** Says what failed and offers to try again. */
export function LoadError({ error, what, onRetry }: LoadErrorProps) {
  const router = useRouter();
  const signedOut = apiErrorCode(error) === "unauthenticated";
  useEffect(() => {
    if (signedOut) router.replace(`/login?from=${encodeURIComponent(window.location.pathname)}`);
  }, [signedOut, router]);
  if (signedOut) return null;
  return (
    <ErrorState title={`${what} could not be read`} actions={<Button onClick={onRetry}>Try again</Button>}>
      {errorText(error)}
    </ErrorState>
  );
}
