// `/workflows/ID`: the designer.

import type { Metadata } from "next";
import { DesignerPage } from "../../../_designer/designer-page.tsx";

export const metadata: Metadata = { title: "Designer" };

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  return <DesignerPage id={(await params).id} />;
}
