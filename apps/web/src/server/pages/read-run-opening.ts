// What the page of a run is opened with. Asked through the router like everything a browser asks, so the caller's rights are
// checked at the same place; the data of the run stays behind, since it may be megabytes.

import { headers } from "next/headers";
import type { RunDetail } from "../contract/run-contract.ts";
import { appDeps } from "../app-deps.ts";
import { resolveActor } from "../auth/resolve-actor.ts";
import { appRouter } from "../routers/app-router.ts";
import { createCaller } from "../trpc.ts";

/** The run without input and output, or undefined where it cannot be read: the page then asks itself and says why. */
export async function readRunOpening(id: string): Promise<Omit<RunDetail, "input" | "output"> | undefined> {
  const deps = appDeps();
  const credentials = new Headers(await headers());
  const reauthorize = () => resolveActor(deps, credentials);
  try {
    const caller = createCaller(appRouter)({ deps, actor: await reauthorize(), reauthorize });
    const { input: _input, output: _output, ...opening } = await caller.run.get({ id });
    return opening;
  } catch {
    return undefined;
  }
}
