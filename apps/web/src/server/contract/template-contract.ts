// A workflow to start from, as the gallery shows it: made of an example's own files.

import { z } from "zod";

export const template = z.object({
  /** The example's name, unique among templates. */
  name: z.string(),
  title: z.string(),
  summary: z.string(),
  /** The comment on top of the file, in one paragraph; may be empty. */
  about: z.string(),
  topic: z.string(),
  /** Outside systems that it talks to. */
  systems: z.array(z.string()).readonly(),
  /** The whole document, with its sample inputs, mocks and events in `document.metadata`. */
  text: z.string(),
  inputs: z.array(z.object({ name: z.string(), description: z.string().optional() })).readonly(),
  /** Names of its tests: what it does, in sentences. */
  tests: z.array(z.string()).readonly(),
});

export type Template = z.infer<typeof template>;
