// One way to declare a REST route. A permission, or the word `public`, is a required field (rule R2); the dispatcher checks it
// before the handler runs, so a handler always has its actor.

import type { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import type { Actor } from "../auth/actor.ts";
import type { Permission } from "../auth/permissions.ts";

/** What a handler gets: everything checked against the route's schemas. */
export interface RouteCall<Path, Query, Body> {
  readonly deps: AppDeps;
  readonly actor: Actor;
  readonly request: Request;
  readonly path: Path;
  readonly query: Query;
  readonly body: Body;
}

/** How the body is sent: a definition as YAML text, JSON, or bytes of any media type that the route reads itself. */
export type BodyKind = "none" | "yaml" | "json" | "bytes";

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With parameters in braces, below `/api/v1`. */
  readonly template: string;
  readonly permission: Permission;
  readonly summary: string;
  readonly path: z.ZodType;
  readonly query: z.ZodType;
  readonly bodyKind: BodyKind;
  readonly body: z.ZodType;
  readonly response: z.ZodType;
  /** Status of success. */
  readonly status: number;
  readonly headers: readonly string[];
  readonly run: (call: RouteCall<unknown, unknown, unknown>) => Promise<Response>;
}

export interface RouteOptions<Path extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  readonly method: Route["method"];
  readonly template: string;
  readonly permission: Permission;
  readonly summary: string;
  readonly path: Path;
  readonly query: Query;
  readonly bodyKind: BodyKind;
  readonly body: Body;
  readonly response: z.ZodType;
  /** @default 200 */
  readonly status?: number;
  /** Request headers that it reads, for the OpenAPI document. @default none */
  readonly headers?: readonly string[];
  readonly run: (call: RouteCall<z.infer<Path>, z.infer<Query>, z.infer<Body>>) => Promise<Response>;
}

/** The route. Its schemas parse path, query and body before `run` is called. */
export function route<Path extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  options: RouteOptions<Path, Query, Body>,
): Route {
  return {
    ...options,
    status: options.status ?? 200,
    headers: options.headers ?? [],
    run: (call) =>
      options.run({
        ...call,
        path: options.path.parse(call.path),
        query: options.query.parse(call.query),
        body: options.body.parse(call.body),
      }),
  };
}
