// `/runs/[id]`

import { RunPage } from "../../../../runs/run-page.tsx";

export const metadata = { title: "Run · Ironweave" };

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  return <RunPage id={id} />;
}
