// Digest authentication (RFC 7616): the request goes out plainly, and once more with the answer to the server's challenge.

import { createHash, randomBytes } from "node:crypto";
import type { HttpRequest } from "../define-action.ts";
import { readCredentials, withAuthorization } from "./scheme.ts";
import type { Scheme } from "./scheme.ts";

const HASHES: Readonly<Record<string, string>> = { MD5: "md5", "SHA-256": "sha256", "SHA-512-256": "sha512-256" };

/** Answers the first challenge it can; any other answer than such a 401 is returned as it is. */
export const digest: Scheme = async (values, request, { http }) => {
  const credentials = readCredentials(values, "digest");
  const first = await http.request(request);
  const challenge = first.status === 401 ? readChallenge(first.headers["www-authenticate"] ?? "") : undefined;
  if (challenge === undefined) return first;
  return http.request(withAuthorization(request, answerChallenge(challenge, request, credentials)));
};

type Challenge = Readonly<Record<string, string>>;

/** The parameters of the first `Digest` challenge with an algorithm and a quality that are known here. */
export function readChallenge(header: string): Challenge | undefined {
  for (const part of header.split(/(?=\bDigest\s)/i)) {
    const body = /^Digest\s+([\s\S]*)$/i.exec(part)?.[1];
    if (body === undefined) continue;
    const challenge: Record<string, string> = {};
    for (const [, name = "", quoted, plain] of body.matchAll(/([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi)) {
      challenge[name.toLowerCase()] ??= quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "";
    }
    const { algorithm = "MD5", qop, nonce } = challenge;
    const known = Object.hasOwn(HASHES, algorithm.replace(/-sess$/i, "").toUpperCase());
    const usable = qop === undefined || qop.split(",").some((each) => each.trim() === "auth");
    if (nonce !== undefined && known && usable) return challenge;
  }
  return undefined;
}

/** The `authorization` header for a challenge. `cnonce` is random unless given. */
export function answerChallenge(
  challenge: Challenge,
  request: Pick<HttpRequest, "method" | "url">,
  { username, password }: { readonly username: string; readonly password: string },
  cnonce: string = randomBytes(16).toString("hex"),
): string {
  const { realm = "", nonce = "", opaque, qop, algorithm = "MD5" } = challenge;
  const name = HASHES[algorithm.replace(/-sess$/i, "").toUpperCase()] ?? "md5";
  const hash = (text: string): string => createHash(name).update(text, "utf8").digest("hex");
  const { pathname, search } = new URL(request.url);
  const uri = pathname + search;
  const secret = hash(`${username}:${realm}:${password}`);
  const ha1 = /-sess$/i.test(algorithm) ? hash(`${secret}:${nonce}:${cnonce}`) : secret;
  const ha2 = hash(`${request.method.toUpperCase()}:${uri}`);
  const count = "00000001";
  const response =
    qop === undefined ? hash(`${ha1}:${nonce}:${ha2}`) : hash(`${ha1}:${nonce}:${count}:${cnonce}:auth:${ha2}`);
  const parts = [
    `username="${quote(username)}"`,
    `realm="${quote(realm)}"`,
    `nonce="${quote(nonce)}"`,
    `uri="${uri}"`,
    `algorithm=${algorithm}`,
    `response="${response}"`,
    ...(qop === undefined ? [] : ["qop=auth", `nc=${count}`, `cnonce="${cnonce}"`]),
    ...(opaque === undefined ? [] : [`opaque="${quote(opaque)}"`]),
  ];
  return `Digest ${parts.join(", ")}`;
}

function quote(text: string): string {
  return text.replace(/["\\]/g, "\\$&");
}
