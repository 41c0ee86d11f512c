import type { Json, JsonObject } from "@ironweave/jq";
import { expect, test } from "vitest";
import { saslMechanism } from "./sasl-mechanism.ts";

const root = {
  components: {
    securitySchemes: {
      open: { type: "plain" },
      better: { type: "scramSha256" },
      best: { $ref: "#/components/securitySchemes/strongest" },
      strongest: { type: "scramSha512" },
      token: { type: "oauth2" },
    },
  },
} satisfies JsonObject;
const scheme = (name: string): Json => ({ $ref: `#/components/securitySchemes/${name}` });

test.each<readonly [string, Json | undefined, string | undefined]>([
  ["version 2, by name", [{ better: [] }], "scram-sha-256"],
  ["version 3, by reference", [scheme("better")], "scram-sha-256"],
  ["version 3, in place", [{ type: "scramSha512" }], "scram-sha-512"],
  ["a reference to a reference", [scheme("best")], "scram-sha-512"],
  ["the strongest of several", [{ open: [] }, { best: [] }, { better: [] }], "scram-sha-512"],
  ["plain", [{ open: [] }], "plain"],
  ["what is neither", [{ token: ["read"] }, { constructor: [] }, "text"], undefined],
  ["none", undefined, undefined],
])("%s", (_, security, expected) => {
  expect(saslMechanism(root, security === undefined ? {} : { security })).toBe(expected);
});
