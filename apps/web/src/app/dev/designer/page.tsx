// The designer on a sample with a backend in memory, for work on its looks. Development only.

import { notFound } from "next/navigation";
import { DesignerStory } from "./designer-story.tsx";

export default function Page() {
  if (process.env.NODE_ENV === "production") notFound();
  return <DesignerStory />;
}
