"use client";
// A page outside of the frame, or the frame itself, threw.

import { BrokenPage, type BrokenPageProps } from "./_shell/broken-page.tsx";
import { PlainPage } from "./_shell/plain-page.tsx";

export default function PageError(props: BrokenPageProps) {
  return (
    <PlainPage>
      <BrokenPage {...props} />
    </PlainPage>
  );
}
