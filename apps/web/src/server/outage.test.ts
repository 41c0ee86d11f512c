// [K3] The database is away: every surface says `unavailable` soon, with the code where its callers look for it, and hangs nowhere.
import { createDatabase, listenRunEvents } from "@ironweave/db";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { afterAll, expect, test } from "vitest";
import type { AppDeps } from "./app-deps.ts";
import { createLoginAttempts } from "./auth/login-attempts.ts";
import { handleLogin } from "./http/handle-login.ts";
import { handleTrpc } from "./http/handle-trpc.ts";
import { createSlots } from "./http/slots.ts";
import { LIMITS } from "./limits.ts";
import { handleRest } from "./rest/handle-rest.ts";
import type { AppRouter } from "./routers/app-router.ts";
import { apiErrorCode } from "../trpc/trpc-error.ts";
import { jsonTransformer } from "../trpc/json-transformer.ts";

const ORIGIN = "http://ironweave.test";
const url = "postgresql://ironweave_app:nothing@127.0.0.1:1/nowhere";
const db = createDatabase({ url });
const listener = listenRunEvents({ url });
const never = () => Promise.reject(new Error("not reached"));
const deps: AppDeps = {
  db,
  listener,
  engine: { start: never, cancel: never, deliver: never, state: never, hasWorkers: never },
  streams: createSlots(1),
  loginAttempts: createLoginAttempts(),
  publicUrl: undefined,
  http: { request: () => Promise.reject(new Error("nobody is told here")) },
  secretKey: undefined,
};
afterAll(async () => {
  await listener.close();
  await db.close();
});

/** The real client, talking to the handler without a network. */
const client = createTRPCClient<AppRouter>({
  links: [
    httpBatchLink({
      url: `${ORIGIN}/api/trpc`,
      transformer: jsonTransformer,
      headers: { authorization: "Bearer x" },
      fetch: (input, init) => {
        const { method = "GET", headers, body } = init ?? {};
        const text = typeof body === "string" ? { body } : {};
        return handleTrpc(deps, new Request(input, { method, headers: new Headers(headers), ...text }));
      },
    }),
  ],
});

test("[K3] REST, sign-in and health answer 503 within three seconds", async () => {
  const began = Date.now();
  const headers = { authorization: "Bearer x" };
  const body = JSON.stringify({ email: "a@b.c", password: "x" });
  const post = { method: "POST", headers: { "content-type": "application/json" }, body };
  const answers = await Promise.all([
    handleRest(deps, new Request(`${ORIGIN}/api/v1/runs`, { headers })),
    handleLogin(deps, new Request(`${ORIGIN}/api/auth/login`, post)),
    handleRest(deps, new Request(`${ORIGIN}/api/v1/health`)),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
  expect(answers.every((answer) => answer.headers.get("retry-after") === "2")).toBe(true);
  expect(Date.now() - began).toBeLessThan(3_000);
});

test("[K3] the page's client finds the code `unavailable`", async () => {
  const failed: unknown = await client.run.list.query({}).catch((error: unknown) => error);
  expect(apiErrorCode(failed)).toBe("unavailable");
});

test("[Y2] the page's client finds the code of what the edge refuses", async () => {
  const text = "#".repeat(5 * LIMITS.definitionBytes);
  const failed: unknown = await client.workflow.create.mutate({ text }).catch((error: unknown) => error);
  expect(apiErrorCode(failed)).toBe("definition_too_large");
});
