// Where an agent listens: the address given, or the one its card names (a2a-protocol.org, "Agent Discovery"). The invariant:
// credentials for the card's site go to no other origin, whatever a card says.

import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { invalidArgument, isObject } from "../arguments.ts";
import { authenticate } from "../auth/authenticate.ts";
import type { ActionContext } from "../define-action.ts";
import { readEndpoint } from "../http/http-action.ts";
import type { RpcEndpoint } from "../json-rpc/post-rpc.ts";
import { createTextCache } from "../text-cache.ts";

const WELL_KNOWN = "/.well-known/agent-card.json";
const cache = createTextCache();

/** The agent's address. Rejects with `ActionError` `configuration` `a2a_card` where the card is missing or names none. */
export async function agentEndpoint(call: JsonObject, context: ActionContext): Promise<RpcEndpoint> {
  const card = call["agentCard"];
  if (card === undefined || card === null) {
    if (call["server"] === undefined) throw invalidArgument("server", "given, or agentCard");
    const { uri, authentication } = readEndpoint(call["server"], "server");
    return { url: uri, headers: {}, ...(authentication === undefined ? {} : { authentication }) };
  }
  const { uri, authentication } = readEndpoint(
    isObject(card) ? (card["endpoint"] ?? card) : card,
    "agentCard.endpoint",
  );
  const url = cardUrl(uri);
  const load = async (): Promise<string> => {
    const request = { method: "GET", url: url.href, headers: { accept: "application/json" }, followRedirects: true };
    const response = await authenticate(authentication, context).send({ ...request, signal: context.signal });
    if (response.status !== 200) throw unusable(url, `answered ${String(response.status)}`);
    return Buffer.from(response.body).toString("utf8");
  };
  const text = authentication === undefined ? await cache.get(url.href, load) : await load();
  const agent = agentUrl(text, url);
  return {
    url: agent.href,
    headers: {},
    ...(authentication === undefined || agent.origin !== url.origin ? {} : { authentication }),
  };
}

/** A site's own address stands for the place where its card is. */
function cardUrl(uri: string): URL {
  const url = URL.parse(uri);
  if (url === null)
    throw new ActionError("validation", "agentCard is not an absolute address", { title: "invalid_url" });
  return url.pathname === "/" && url.search === "" ? new URL(WELL_KNOWN, url) : url;
}

/** The address for JSON-RPC: of a card before version 1.0 of the protocol, or since. */
function agentUrl(text: string, card: URL): URL {
  const value = parse(text);
  if (!isObject(value)) throw unusable(card, "is not JSON");
  const { url, preferredTransport, additionalInterfaces, supportedInterfaces } = value;
  const own: Json = { url: url ?? null, transport: preferredTransport ?? "JSONRPC" };
  const listed = [additionalInterfaces, supportedInterfaces].flatMap((list): readonly Json[] =>
    Array.isArray(list) ? (list as readonly Json[]) : [],
  );
  for (const each of [own, ...listed]) {
    if (!isObject(each) || typeof each["url"] !== "string") continue;
    const agent = URL.parse(each["url"], card.href);
    if ((each["transport"] ?? each["protocolBinding"]) === "JSONRPC" && agent !== null) return agent;
  }
  throw unusable(card, "names no address for JSON-RPC");
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function unusable(card: URL, reason: string): ActionError {
  return new ActionError("configuration", `the agent's card ${card.origin}${card.pathname} ${reason}`, {
    title: "a2a_card",
  });
}
