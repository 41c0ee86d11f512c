// `/runs/[id]`: the run is read before the page is sent, so that the first thing painted says how it stands.

import { RunPage } from "../../../../runs/run-page.tsx";
import { readRunOpening } from "../../../../server/pages/read-run-opening.ts";

export const metadata = { title: "Run · Ironweave" };

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  return <RunPage key={id} id={id} opening={await readRunOpening(id)} />;
}
