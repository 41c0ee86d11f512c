// A canvas on a sample document, for work on its looks. Development only.

import { notFound } from "next/navigation";
import { CanvasStory } from "./canvas-story.tsx";

export default function Page() {
  if (process.env.NODE_ENV === "production") notFound();
  return <CanvasStory />;
}
