// Next's configuration. Types are checked by `npm run typecheck`: TypeScript 7 has no interface that Next could call.
// The headers here go with every answer; the content security policy of pages has a nonce and is made in src/proxy.ts.

import type { NextConfig } from "next";
import { join } from "node:path";

const SECURITY_HEADERS = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "x-frame-options", value: "DENY" },
  { key: "referrer-policy", value: "same-origin" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
  { key: "permissions-policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
];

const config: NextConfig = {
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  transpilePackages: ["@ironweave/actions", "@ironweave/db", "@ironweave/engine", "@ironweave/jq", "@ironweave/schema"],
  serverExternalPackages: [
    "pg",
    "@prisma/client",
    "@prisma/adapter-pg",
    "@temporalio/client",
    "@temporalio/common",
    "undici",
  ],
  images: { remotePatterns: [], unoptimized: true },
  turbopack: {
    root: join(import.meta.dirname, "..", ".."),
    // jq-web asks for Node's modules, which it never uses in a browser.
    resolveAlias: Object.fromEntries(
      ["fs", "path", "crypto"].map((name) => [name, { browser: "./src/editor/panels/no-node-module.ts" }]),
    ),
  },
  headers: () => Promise.resolve([{ source: "/:path*", headers: SECURITY_HEADERS }]),
};

export default config;
