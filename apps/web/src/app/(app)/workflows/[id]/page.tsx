// `/workflows/ID`: the designer.

import type { Metadata } from "next";
import { DesignerPage } from "../../../_designer/designer-page.tsx";
import { workflowOpeningPath } from "../../../_designer/workflow-opening.ts";

export const metadata: Metadata = { title: "Designer" };

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  return (
    <>
      {/* The text travels while the browser loads the scripts that will draw it. */}
      <link rel="preload" as="fetch" crossOrigin="anonymous" href={workflowOpeningPath(id)} fetchPriority="high" />
      <DesignerPage id={id} />
    </>
  );
}
