// `/runs`

import { Suspense } from "react";
import { RunsPage } from "../../../runs/runs-page.tsx";
import { LoadingRows } from "../../../ui/state-panel.tsx";

export const metadata = { title: "Runs" };

export default function Page() {
  return (
    <Suspense fallback={<LoadingRows label="Loading runs" />}>
      <RunsPage />
    </Suspense>
  );
}
