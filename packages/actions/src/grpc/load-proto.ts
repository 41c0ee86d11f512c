// Fetches a .proto file and what it imports, through the guarded client, and makes a registry of all their types.

import { createFileRegistry } from "@bufbuild/protobuf";
import type { DescFile, FileRegistry } from "@bufbuild/protobuf";
import type { FileDescriptorProto } from "@bufbuild/protobuf/wkt";
import * as wellKnown from "@bufbuild/protobuf/wkt";
import type { Json } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { isObject } from "../arguments.ts";
import { authenticate } from "../auth/authenticate.ts";
import type { ActionContext } from "../define-action.ts";
import { readEndpoint } from "../http/http-action.ts";
import { LIMITS } from "../limits.ts";
import { createTextCache } from "../text-cache.ts";
import { collectNames, parseProto, toFileDescriptor } from "./file-descriptor.ts";
import type { ParsedProto, TypeNames } from "./file-descriptor.ts";
import { unusableProto } from "./unusable-proto.ts";

/** Files that come with protocol buffers, by the name they are imported with. */
const WELL_KNOWN: ReadonlyMap<string, DescFile> = new Map(
  Object.values(wellKnown)
    .filter((each): each is DescFile => typeof each === "object" && "kind" in each && each.kind === "file")
    .map((file) => [`${file.name}.proto`, file]),
);

const cache = createTextCache();

/** All types of the file and its imports. Rejects with `configuration` `grpc_proto`; what the client throws passes through. */
export async function loadProto(resource: Json | undefined, context: ActionContext): Promise<FileRegistry> {
  const nested = isObject(resource) ? resource["endpoint"] : undefined;
  const endpoint = readEndpoint(nested ?? resource, "proto.endpoint");
  const main = URL.parse(endpoint.uri);
  if (main === null) throw unusableProto("its address is not absolute");

  const fetchText = async (url: URL): Promise<string> => {
    const load = async (): Promise<string> => {
      const request = { method: "GET", url: url.href, followRedirects: true, signal: context.signal };
      // Credentials are the endpoint's: imports are only looked for at the same origin.
      const response = await authenticate(endpoint.authentication, context).send(request);
      if (response.status !== 200) throw new NotThere(`${url.origin}${url.pathname}`, response.status);
      return Buffer.from(response.body).toString("utf8");
    };
    return endpoint.authentication === undefined ? cache.get(url.href, load) : load();
  };

  const files = new Map<string, ParsedProto>();
  const mainName = main.pathname.split("/").at(-1) ?? "main.proto";
  const pending: { readonly name: string; readonly text: string }[] = [
    { name: mainName, text: await fetchText(main).catch(rethrowMissing) },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const file = parseProto(next.name, next.text);
    files.set(file.name, file);
    for (const name of file.imports) {
      if (WELL_KNOWN.has(name) || files.has(name) || pending.some((each) => each.name === name)) continue;
      if (files.size + pending.length >= LIMITS.protoFiles.value) throw unusableProto("it imports too many files");
      pending.push({ name, text: await fetchImport(name, main, fetchText) });
    }
  }
  return registryOf(files, mainName);
}

/** Looks in the folder of the main file, then in those above it: import paths begin at a root that nobody names. */
async function fetchImport(name: string, main: URL, fetchText: (url: URL) => Promise<string>): Promise<string> {
  let folder = new URL(".", main);
  for (let tried = 0; tried < LIMITS.protoFolders.value; tried++) {
    const url = new URL(name.split("/").map(encodeURIComponent).join("/"), folder);
    try {
      return await fetchText(url);
    } catch (error) {
      if (!(error instanceof NotThere)) throw error;
    }
    const above = new URL("..", folder);
    if (above.href === folder.href) break;
    folder = above;
  }
  throw unusableProto(`it imports ${name}, which is neither beside it nor in the folders above`);
}

/** An answer that is no file. */
class NotThere extends Error {
  constructor(where: string, status: number) {
    super(`${where} answered ${String(status)}`);
  }
}

function rethrowMissing(error: unknown): never {
  throw error instanceof NotThere ? unusableProto(error.message) : error;
}

function registryOf(files: ReadonlyMap<string, ParsedProto>, mainName: string): FileRegistry {
  const names: TypeNames = new Map();
  for (const file of WELL_KNOWN.values()) {
    for (const each of file.messages) names.set(each.typeName, "message");
    for (const each of file.enums) names.set(each.typeName, "enum");
  }
  for (const file of files.values()) collectNames(file, names);
  const descriptors = new Map([...files].map(([name, file]) => [name, toFileDescriptor(file, names)]));
  assertNoCycle(descriptors, mainName);
  try {
    const main = descriptors.get(mainName);
    if (main === undefined) throw unusableProto("it has no name");
    return createFileRegistry(main, (name) => descriptors.get(name) ?? WELL_KNOWN.get(name));
  } catch (error) {
    if (error instanceof ActionError) throw error;
    throw unusableProto(error instanceof Error ? error.message : "its types do not fit together");
  }
}

function assertNoCycle(files: ReadonlyMap<string, FileDescriptorProto>, main: string): void {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) throw unusableProto(`${name} imports itself`);
    if (done.has(name)) return;
    for (const each of files.get(name)?.dependency ?? []) visit(each, [...path, name]);
    done.add(name);
  };
  visit(main, []);
}
