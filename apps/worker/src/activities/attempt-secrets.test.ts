// What is masked in everything that leaves an attempt: what was read, and what came up on the way.

import { expect, it } from "vitest";
import { AttemptSecrets } from "./attempt-secrets.ts";

const store = async (): Promise<string> => "a-password-of-the-document";

it("masks a secret that was read and a token that a server gave, and nothing else", async () => {
  const secrets = new AttemptSecrets(store, "tenant", ["password"]);
  await secrets.read("password");
  secrets.conceal("a-token-from-the-server");
  expect(
    secrets.redactor().json({ a: "a-password-of-the-document", b: "Bearer a-token-from-the-server", c: "a-token" }),
  ).toEqual({ a: "***", b: "Bearer ***", c: "a-token" });
});

it("reads only what the document declares", async () => {
  const secrets = new AttemptSecrets(store, "tenant", ["password"]);
  await expect(secrets.read("other")).rejects.toMatchObject({ kind: "authorization", title: "secret_refused" });
});
