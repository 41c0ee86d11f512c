// `/runs/[id]`: the run is read before the page is sent, so that the first thing painted says how it stands.

import { openingHeadsPath } from "../../../../runs/opening-heads.ts";
import { RunPage } from "../../../../runs/run-page.tsx";
import { readRunOpening } from "../../../../server/pages/read-run-opening.ts";

export const metadata = { title: "Run" };

interface RunPageAddress {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<{ readonly step?: string | string[] }>;
}

export default async function Page({ params, searchParams }: RunPageAddress) {
  const { id } = await params;
  const { step } = await searchParams;
  const opening = await readRunOpening(id);
  return (
    <>
      {/* The journal travels while the browser loads the scripts that will show it. */}
      {opening !== undefined && (
        <link rel="preload" as="fetch" crossOrigin="anonymous" href={openingHeadsPath(id)} fetchPriority="high" />
      )}
      <RunPage key={id} id={id} opening={opening} step={typeof step === "string" ? step : ""} />
    </>
  );
}
