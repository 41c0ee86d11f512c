// `/workflows/ID/schedules`: what starts the workflow by itself.

import type { Metadata } from "next";
import { SchedulesPage } from "../../../../../schedules/schedules-page.tsx";

export const metadata: Metadata = { title: "Schedules" };

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  return <SchedulesPage id={(await params).id} />;
}
