// `/events`: what came in, and who got it.

import type { Metadata } from "next";
import { Suspense } from "react";
import { EventsPage } from "../../../events/events-page.tsx";
import { LoadingRows } from "../../../ui/state-panel.tsx";

export const metadata: Metadata = { title: "Events" };

export default function Page() {
  return (
    <Suspense fallback={<LoadingRows label="Loading events" />}>
      <EventsPage />
    </Suspense>
  );
}
