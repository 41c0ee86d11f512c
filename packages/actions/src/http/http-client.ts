// The one way out: every outgoing HTTP request of the product goes through a client made here (ADR 0050).
// It holds no secrets, reads no environment (so no proxy variables), and every answer, delay and size is bounded.
// The invariant: no byte is sent to an address that the egress policy refuses, at any redirect.

import { Agent, request as send } from "undici";
import { ActionError } from "../action-error.ts";
import type { HttpClient, HttpRequest, HttpResponse } from "../define-action.ts";
import { LIMITS } from "../limits.ts";
import { parseEgressPolicy } from "./egress-policy.ts";
import type { EgressPolicy } from "./egress-policy.ts";
import { assertHostAllowed, createGuardedConnector } from "./guarded-connector.ts";
import type { Resolver } from "./guarded-connector.ts";
import { locateHost } from "./locate-host.ts";
import { readBody } from "./read-body.ts";
import { redirectedRequest } from "./redirect.ts";
import { requestHeaders } from "./request-headers.ts";
import { toActionError } from "./transport-error.ts";

export interface HttpClientOptions {
  /** Hosts (`host:port`), addresses and CIDR ranges that are permitted though not public. @default none */
  readonly allowHosts?: readonly string[];
  readonly responseBytes?: number;
  readonly headerBytes?: number;
  readonly headerCount?: number;
  readonly redirects?: number;
  readonly connectMs?: number;
  readonly headersMs?: number;
  readonly bodyIdleMs?: number;
  readonly totalMs?: number;
  /** How names are resolved. @default the system's resolver */
  readonly resolver?: Resolver;
}

type Bounds = Required<Omit<HttpClientOptions, "allowHosts" | "resolver">>;

/** A client whose sockets are pooled until `close`. */
export interface ClosableHttpClient extends HttpClient {
  close(): Promise<void>;
}

/**
 * A guarded client. `request` resolves with any complete answer, whatever its status, and rejects with `ActionError`:
 * `authorization` `egress_blocked`; `communication` `connection_failed`, `response_too_large`, `headers_too_large`,
 * `too_many_redirects`, `redirect_refused`; `timeout`; `validation` for an impossible request. When the caller's own
 * signal aborts, it rejects with the signal's reason, or with `timeout` where that is a `TimeoutError`. Limits default to `LIMITS`. Throws `RangeError` for a bad allow-list.
 */
export function createHttpClient(options: HttpClientOptions = {}): ClosableHttpClient {
  const policy = parseEgressPolicy(options.allowHosts ?? []);
  const bounds = boundsOf(options);
  const agent = new Agent({
    connect: createGuardedConnector(policy, {
      connectMs: bounds.connectMs,
      ...(options.resolver === undefined ? {} : { resolver: options.resolver }),
    }),
    allowH2: false,
    maxHeaderSize: bounds.headerBytes,
    headersTimeout: bounds.headersMs,
    bodyTimeout: bounds.bodyIdleMs,
    pipelining: 1,
  });
  return {
    request: (request) => requestWithin(request, { agent, policy, bounds }),
    locate: (host, port) => locateHost(policy, options.resolver, host, port),
    close: () => agent.close(),
  };
}

interface Wiring {
  readonly agent: Agent;
  readonly policy: EgressPolicy;
  readonly bounds: Bounds;
}

async function requestWithin(first: HttpRequest, wiring: Wiring): Promise<HttpResponse> {
  const { bounds } = wiring;
  const mostMs = first.patient === true ? Math.max(LIMITS.patientMs.value, bounds.totalMs) : bounds.totalMs;
  const totalMs = Math.min(first.timeoutMs ?? mostMs, mostMs);
  const deadline = AbortSignal.timeout(totalMs);
  const signal = first.signal === undefined ? deadline : AbortSignal.any([first.signal, deadline]);
  let request = first;
  for (let hop = 0; ; hop++) {
    const response = await exchange(request, signal, { ...wiring, totalMs, userSignal: first.signal });
    const location = response.headers["location"];
    if (first.followRedirects !== true || location === undefined || !isRedirect(response.status)) return response;
    if (hop >= bounds.redirects) {
      throw new ActionError(
        "communication",
        `more than ${String(bounds.redirects)} redirects from ${shown(first.url)}`,
        {
          title: LIMITS.redirects.code,
        },
      );
    }
    request = redirectedRequest(request, response.status, new URL(location, request.url));
  }
}

interface Exchange extends Wiring {
  readonly totalMs: number;
  readonly userSignal: AbortSignal | undefined;
}

async function exchange(request: HttpRequest, signal: AbortSignal, wiring: Exchange): Promise<HttpResponse> {
  const { agent, bounds, policy } = wiring;
  const url = checkedUrl(request.url);
  const size = typeof request.body === "string" ? Buffer.byteLength(request.body) : (request.body?.byteLength ?? 0);
  if (size > LIMITS.requestBytes.value) {
    throw new ActionError("validation", `the request body has ${String(size)} bytes`, {
      title: LIMITS.requestBytes.code,
    });
  }
  try {
    assertHostAllowed(policy, url.hostname, Number(url.port) || (url.protocol === "https:" ? 443 : 80));
    const answer = await send(url, {
      dispatcher: agent,
      method: request.method.toUpperCase(),
      headers: requestHeaders(request.headers ?? {}),
      body: request.body ?? null,
      signal,
      ...(request.patient === true
        ? { headersTimeout: LIMITS.patientIdleMs.value, bodyTimeout: LIMITS.patientIdleMs.value }
        : {}),
    });
    // Without a listener, destroying the body would raise an uncaught exception.
    answer.body.on("error", () => undefined);
    if (countHeaders(answer.headers) > bounds.headerCount) {
      answer.body.destroy();
      throw new ActionError("communication", `${shown(request.url)} answered with too many headers`, {
        title: LIMITS.headerCount.code,
      });
    }
    const headers = joinHeaders(answer.headers);
    const head = { status: answer.statusCode, headers };
    const isEnough =
      request.onData === undefined ? undefined : (piece: Uint8Array) => request.onData?.(piece, head) === true;
    const body = await readBody(answer.body, headers, bounds.responseBytes, isEnough);
    return { ...head, url: url.href, body };
  } catch (error) {
    const { userSignal, totalMs } = wiring;
    if (userSignal?.aborted === true && !isTimeout(userSignal.reason)) throw userSignal.reason;
    throw toActionError(error, { where: shown(request.url), expired: signal.aborted, totalMs });
  }
}

/** What `AbortSignal.timeout` aborts with. */
function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === "TimeoutError";
}

function boundsOf(options: HttpClientOptions): Bounds {
  return {
    responseBytes: options.responseBytes ?? LIMITS.responseBytes.value,
    headerBytes: options.headerBytes ?? LIMITS.headerBytes.value,
    headerCount: options.headerCount ?? LIMITS.headerCount.value,
    redirects: options.redirects ?? LIMITS.redirects.value,
    connectMs: options.connectMs ?? LIMITS.connectMs.value,
    headersMs: options.headersMs ?? LIMITS.headersMs.value,
    bodyIdleMs: options.bodyIdleMs ?? LIMITS.bodyIdleMs.value,
    totalMs: options.totalMs ?? LIMITS.totalMs.value,
  };
}

function checkedUrl(text: string): URL {
  const url = text.length <= LIMITS.urlChars.value ? URL.parse(text) : null;
  if (url === null)
    throw new ActionError("validation", `not an absolute address: ${shown(text)}`, { title: "invalid_url" });
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new ActionError("authorization", `${url.protocol} addresses are not permitted, only http and https`, {
      title: "egress_blocked",
    });
  }
  if (url.username !== "" || url.password !== "") {
    throw new ActionError("validation", "credentials do not belong in an address; use authentication", {
      title: "invalid_url",
    });
  }
  return url;
}

/** An address without its query and credentials, which may hold secrets. */
function shown(text: string): string {
  const url = URL.parse(text);
  return url === null
    ? text.slice(0, 80)
    : `${url.origin === "null" ? `${url.protocol}//${url.host}` : url.origin}${url.pathname}`;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function isRedirect(status: number): boolean {
  return REDIRECTS.has(status);
}

type RawHeaders = Readonly<Record<string, string | string[] | undefined>>;

function countHeaders(headers: RawHeaders): number {
  return Object.values(headers).reduce((sum, value) => sum + (Array.isArray(value) ? value.length : 1), 0);
}

function joinHeaders(headers: RawHeaders): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(", ") : (value ?? ""),
  ]);
  return Object.fromEntries(entries);
}
