// The import dialog without a server, for work on its looks. Development only.

import { notFound } from "next/navigation";
import { ImportStory } from "./import-story.tsx";

export default function Page() {
  if (process.env.NODE_ENV === "production") notFound();
  return <ImportStory />;
}
