"use client";
// The document around the pages threw: this one replaces it, so it brings the tokens itself. The colours follow the system, since
// the cookie that says otherwise was to be read by what has broken.

import "../ui/tokens.css";
import "../ui/base.css";
import { BrokenPage, type BrokenPageProps } from "./_shell/broken-page.tsx";
import { PlainPage } from "./_shell/plain-page.tsx";

export default function GlobalError(props: BrokenPageProps) {
  return (
    <html lang="en">
      <body>
        <title>Ironweave</title>
        <PlainPage>
          <BrokenPage {...props} />
        </PlainPage>
      </body>
    </html>
  );
}
