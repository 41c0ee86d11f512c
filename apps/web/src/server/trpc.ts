// The tRPC instance and the one way to make a procedure. A permission is a required argument (rule R2), and a caller without
// a tenant never reaches a resolver (rule R3). Nothing else in the project may call `initTRPC`.

import { initTRPC, TRPCError } from "@trpc/server";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { ZodError } from "zod";
import { isDatabaseUnavailable, isUnstorableText } from "@ironweave/db";
import { ApiError, unstorableText } from "./api-error.ts";
import { isEngineUnavailable } from "./engine/run-engine.ts";
import type { AppDeps } from "./app-deps.ts";
import type { Actor } from "./auth/actor.ts";
import { authorize } from "./auth/authorize.ts";
import type { Permission } from "./auth/permissions.ts";
import { jsonTransformer } from "../trpc/json-transformer.ts";
import { LIMITS } from "./limits.ts";

/** What each procedure gets. `reauthorize` resolves the caller again from the same credentials, for long streams. */
export interface TrpcContext {
  readonly deps: AppDeps;
  readonly actor: Actor | undefined;
  readonly reauthorize: () => Promise<Actor | undefined>;
}

/** Declared by each procedure and asserted by a test over the whole router. */
export interface ProcedureMeta {
  readonly permission: Permission;
  readonly tenantScoped: true;
}

const CODE_BY_STATUS: Readonly<Record<number, TRPC_ERROR_CODE_KEY>> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_SUPPORTED",
  409: "CONFLICT",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  429: "TOO_MANY_REQUESTS",
  503: "SERVICE_UNAVAILABLE",
};

const t = initTRPC
  .context<TrpcContext>()
  .meta<ProcedureMeta>()
  .create({
    transformer: jsonTransformer,
    sse: {
      ping: { enabled: true, intervalMs: LIMITS.heartbeatMs },
      client: { reconnectAfterInactivityMs: LIMITS.heartbeatMs * 2 + 5_000 },
    },
    // The stack never leaves the process; `code` is the stable one of api-error.ts.
    errorFormatter({ shape, error }) {
      const cause = error.cause;
      const data = { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path };
      if (cause instanceof ApiError) {
        return { ...shape, message: cause.message, data: { ...data, error: cause.code, details: cause.details } };
      }
      if (cause instanceof ZodError) {
        const details = cause.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
        return { ...shape, message: "The input is not valid.", data: { ...data, error: "invalid_input", details } };
      }
      const known = error.code === "INTERNAL_SERVER_ERROR" ? "Something went wrong on our side." : shape.message;
      return { ...shape, message: known, data: { ...data, error: error.code.toLowerCase(), details: undefined } };
    },
  });

/** What tRPC is to throw for an error: a refusal with its HTTP status, and anything else unchanged. */
export function trpcErrorOf(error: unknown): unknown {
  const refusal = error instanceof ApiError ? error : refusalOf(error);
  if (refusal === undefined) return error;
  return new TRPCError({ code: CODE_BY_STATUS[refusal.status] ?? "INTERNAL_SERVER_ERROR", cause: refusal });
}

/** The database and the engine being away is an answer, not a bug; so is a text that cannot be stored. */
function refusalOf(error: unknown): ApiError | undefined {
  if (isUnstorableText(error)) return unstorableText();
  const away = isEngineUnavailable(error) || isDatabaseUnavailable(error);
  return away ? new ApiError("unavailable", "The server is not ready. Try again in a moment.") : undefined;
}

const translateErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  const translated = trpcErrorOf(cause);
  if (translated !== cause) throw translated;
  return result;
});

export const router = t.router;
export const createCaller = t.createCallerFactory;

/**
 * A procedure for callers with `permission`. In its resolver `ctx.actor` is there.
 * Refuses with `unauthenticated` without a session or token, and `forbidden` where the role lacks the permission.
 */
export function procedure(permission: Permission) {
  return t.procedure
    .meta({ permission, tenantScoped: true })
    .use(translateErrors)
    .use(({ ctx, next }) => {
      const actor = authorize(ctx.actor, permission);
      return next({ ctx: { ...ctx, actor } });
    });
}
