// What other platforms need must be in the lock, wherever it was written.

import { expect, test } from "vitest";
import { lockGaps } from "./lock-gaps.ts";

test("builds for platforms are entered with their platform; what is there, has a range or no platform is not", () => {
  const found = lockGaps({
    "": {},
    "node_modules/tool": {
      license: "MIT",
      dev: true,
      optionalDependencies: {
        "@tool/linux-x64-gnu": "1.2.3",
        "@tool/linux-arm64-musl": "1.2.3",
        "@tool/darwin-64": "1.2.3",
        "@tool/wasm32-wasi": "1.2.3",
        "@tool/win32-x64": "^1.2.3",
      },
    },
    "node_modules/tool/node_modules/@tool/linux-x64-gnu": { version: "1.2.3" },
  });
  const build = { version: "1.2.3", license: "MIT", dev: true, optional: true };
  expect(found).toEqual({
    "node_modules/@tool/linux-arm64-musl": { ...build, os: ["linux"], cpu: ["arm64"], libc: ["musl"] },
    "node_modules/@tool/darwin-64": { ...build, os: ["darwin"], cpu: ["x64"] },
  });
});

test("where another version stands above, the build is entered beside its package", () => {
  const found = lockGaps({
    "node_modules/a/node_modules/tool": { optionalDependencies: { "@tool/darwin-x64": "2.0.0" } },
    "node_modules/@tool/darwin-x64": { version: "1.0.0" },
  });
  expect(Object.keys(found)).toEqual(["node_modules/a/node_modules/tool/node_modules/@tool/darwin-x64"]);
});
