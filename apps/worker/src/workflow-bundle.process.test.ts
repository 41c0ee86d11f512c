// What may be in the sandbox: a new package there must be a decision, not an accident.

import { describe, expect, it } from "vitest";
import { DefaultLogger } from "@temporalio/worker";
import { bundleWorkflows } from "./workflow-bundle.ts";

describe("the workflow bundle", () => {
  it("holds the engine, the language, the catalog's descriptors and Temporal's own, and nothing else", async () => {
    const { code } = await bundleWorkflows(new DefaultLogger("ERROR"));
    const modules = [...code.matchAll(/^\/\*\*\*\/ "([^"]+)"$/gm)].map((match) => match[1] ?? "");
    const owners = new Set(modules.filter((module) => !module.startsWith("?")).map(ownerOf));
    expect([...owners].sort()).toMatchInlineSnapshot(`
      [
        "@temporalio/common",
        "@temporalio/workflow",
        "apps/worker/src",
        "apps/worker/src/workflows",
        "long",
        "ms",
        "nexus-rpc",
        "packages/actions",
        "packages/engine",
        "packages/jq",
        "packages/schema",
      ]
    `);
  }, 120_000);
});

/** The npm package, or the folder of ours, that a module belongs to. */
function ownerOf(module: string): string {
  const npm = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module)?.[1];
  if (npm !== undefined) return npm;
  return /(?:packages\/[^/]+|apps\/[^/]+\/src(?:\/[^/]+(?=\/))?)/.exec(module)?.[0] ?? module;
}
