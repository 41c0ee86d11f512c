// Takes in events that the command line kept while this installation was down: files in its state folder, each with the token on
// whose behalf it was written. A file goes only after its events are stored; taken twice, they are known again by source and id.

import { readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { eventProblem } from "@ironweave/schema/run";
import type { JsonObject } from "@ironweave/jq";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { roleMay } from "../auth/permissions.ts";
import { resolveActor } from "../auth/resolve-actor.ts";
import { LIMITS } from "../limits.ts";
import { publishEvents } from "./publish-events.ts";

const spoolFile = z.strictObject({
  token: z.string(),
  events: z.array(z.custom<JsonObject>((value) => typeof value === "object" && value !== null)),
});

/** Takes what is there, oldest first. Resolves with how many files; one that cannot be taken is set aside as `.refused`. */
export async function takeSpool(deps: AppDeps, folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith(".json")).sort();
  for (const name of files) {
    const path = join(folder, name);
    const refusal = await take(deps, path);
    if (refusal === undefined) await rm(path, { force: true });
    else {
      console.error(`the kept events in ${name} were set aside: ${refusal}`);
      await rename(path, `${path}.refused`);
    }
  }
  return files.length;
}

/** Why the file cannot be taken, or undefined where its events are stored. */
async function take(deps: AppDeps, path: string): Promise<string | undefined> {
  const parsed = spoolFile.safeParse(parse(await readFile(path, "utf8")));
  if (!parsed.success) return "it is not what the command line writes";
  const { token, events } = parsed.data;
  const actor = await resolveActor(deps, new Headers({ authorization: `Bearer ${token}` }));
  if (actor === undefined || !roleMay(actor.role, "event.publish")) return "its token may not publish events";
  const problem = events.map(eventProblem).find((each) => each !== undefined);
  if (problem !== undefined) return problem;
  for (let first = 0; first < events.length; first += LIMITS.eventBatch) {
    await publishEvents(deps, actor, events.slice(first, first + LIMITS.eventBatch));
  }
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
