// What is masked in everything that leaves an attempt: what was read, and what came up on the way.

import { expect, it } from "vitest";
import { ActionError } from "./action-error.ts";
import { AttemptSecrets } from "./attempt-secrets.ts";

const source = { declared: ["password"], find: async (): Promise<string> => "a-password-of-the-document" };

it("masks a secret that was read and a token that a server gave, and nothing else", async () => {
  const secrets = new AttemptSecrets(source);
  await secrets.read("password");
  secrets.conceal("a-token-from-the-server");
  expect(
    secrets.redactor().json({ a: "a-password-of-the-document", b: "Bearer a-token-from-the-server", c: "a-token" }),
  ).toEqual({ a: "***", b: "Bearer ***", c: "a-token" });
});

it("reads only what the document declares", async () => {
  const secrets = new AttemptSecrets(source);
  await expect(secrets.read("other")).rejects.toMatchObject({ kind: "authorization", title: "secret_refused" });
});

it("says what to do about a secret that does not exist", async () => {
  const secrets = new AttemptSecrets({
    declared: ["password"],
    find: async () => undefined,
    advice: (name) => `Give it with --secret ${name}=….`,
  });
  await expect(secrets.read("password")).rejects.toMatchObject({
    message: 'There is no secret "password". Give it with --secret password=….',
    title: "secret_unknown",
  });
});

it("masks an action's error and keeps everything else of it", async () => {
  const secrets = new AttemptSecrets(source);
  await secrets.read("password");
  const cause = new Error("a-password-of-the-document");
  const error = new ActionError("communication", "no a-password-of-the-document", {
    status: 503,
    title: "unreachable",
    retryAfterMs: 5,
    cause,
  });
  expect(secrets.masked(error)).toEqual(
    new ActionError("communication", "no ***", { status: 503, title: "unreachable", retryAfterMs: 5 }),
  );
  expect(secrets.masked(error)).toMatchObject({ kind: "communication", status: 503, retryAfterMs: 5 });
  expect(secrets.masked(error)).not.toHaveProperty("cause");
});

it("masks the error of a bug, without its cause", async () => {
  const secrets = new AttemptSecrets(source);
  await secrets.read("password");
  const bug = new TypeError("a-password-of-the-document is not a function", { cause: "a-password-of-the-document" });
  expect(secrets.masked(bug)).toBe(bug);
  expect(bug.message).toBe("*** is not a function");
  expect(bug).not.toHaveProperty("cause");
});
