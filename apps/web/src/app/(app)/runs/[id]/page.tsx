// `/runs/[id]`: the run is read before the page is sent, so that the first thing painted says how it stands.

import { openingHeadsPath } from "../../../../runs/opening-heads.ts";
import { RunPage } from "../../../../runs/run-page.tsx";
import { readRunOpening } from "../../../../server/pages/read-run-opening.ts";

export const metadata = { title: "Run" };

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  const opening = await readRunOpening(id);
  return (
    <>
      {/* The journal travels while the browser loads the scripts that will show it. */}
      {opening !== undefined && (
        <link rel="preload" as="fetch" crossOrigin="anonymous" href={openingHeadsPath(id)} fetchPriority="high" />
      )}
      <RunPage key={id} id={id} opening={opening} />
    </>
  );
}
