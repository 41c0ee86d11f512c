// Follows the references of an OpenAPI document: inside it, and to other files and addresses, through the guarded client (OpenAPI
// 3.1, "Relative References in API Description URIs"). The invariants: a chain of references ends, only so many documents are
// fetched for one call, and credentials for the document go to no other origin.

import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { isObject } from "../arguments.ts";
import type { ActionContext } from "../define-action.ts";
import { LIMITS } from "../limits.ts";
import { fetchDocument } from "./load-document.ts";
import type { LoadedDocument } from "./load-document.ts";

/** An object of a description and the document it stands in, against which its own references are read. */
export interface Located {
  readonly value: JsonObject;
  readonly document: LoadedDocument;
}

export interface References {
  /**
   * What a value is, its references followed. Rejects with `ActionError` `configuration` `openapi_reference` where one leads
   * nowhere or in a circle, or where too many documents would be needed; what the client throws passes through.
   */
  follow(value: Json | undefined, document: LoadedDocument): Promise<Located>;
}

/** The references of a call that begins with this document. */
export function createReferences(root: LoadedDocument, context: ActionContext): References {
  const documents = new Map<string, Promise<LoadedDocument>>([[root.url.href, Promise.resolve(root)]]);
  const load = (url: URL): Promise<LoadedDocument> => {
    const found = documents.get(url.href);
    if (found !== undefined) return found;
    if (documents.size > LIMITS.openapiDocuments.value) {
      throw broken(url.href, `is one document too many: at most ${String(LIMITS.openapiDocuments.value)} are read`);
    }
    const authentication = url.origin === root.url.origin ? root.authentication : undefined;
    const loading = fetchDocument(url, authentication, context).then((value): LoadedDocument => {
      if (!isObject(value)) throw broken(url.href, "is no object");
      return { root: value, url };
    });
    documents.set(url.href, loading);
    return loading;
  };
  return {
    async follow(value, document) {
      let current: Json | undefined = value;
      let at = document;
      const seen = new Set<string>();
      for (;;) {
        if (!isObject(current)) return { value: {}, document: at };
        const reference = current["$ref"];
        if (typeof reference !== "string") return { value: current, document: at };
        const target = URL.parse(reference, at.url.href);
        if (target === null) throw broken(reference, "is no address");
        if (seen.has(target.href)) throw broken(reference, "leads in a circle");
        seen.add(target.href);
        const pointer = decode(target.hash.slice(1));
        target.hash = "";
        // Without a path of its own a reference stays in its document, wherever that was fetched from.
        if (!reference.startsWith("#")) at = await load(target);
        current = resolvePointer(at.root, pointer);
        if (current === undefined) throw broken(reference, "leads nowhere");
      }
    },
  };
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** What a JSON Pointer names; undefined where it names nothing. */
function resolvePointer(root: JsonObject, pointer: string): Json | undefined {
  if (pointer === "") return root;
  if (!pointer.startsWith("/")) return undefined;
  let current: Json | undefined = root;
  for (const token of pointer.slice(1).split("/")) {
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(current)) current = (current as readonly Json[])[Number(key)];
    else current = isObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  }
  return current;
}

function broken(reference: string, reason: string): ActionError {
  return new ActionError("configuration", `the OpenAPI document's reference ${reference.slice(0, 200)} ${reason}`, {
    title: LIMITS.openapiDocuments.code,
  });
}
