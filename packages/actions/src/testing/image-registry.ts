// A registry with one image, for tests of pulling: enough of the OCI distribution specification for an engine to pull by tag, and
// it remembers how often the tag was asked for. The engine takes a registry on the loopback address without TLS.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { TestEngine } from "./container-engine.ts";

export interface ImageRegistry {
  /** The image's name, to pull by. */
  readonly image: string;
  /** How often its tag was looked up. */
  lookups(): number;
  close(): void;
}

/** Serves an image that the engine has. */
export async function startImageRegistry(engine: TestEngine, image: string): Promise<ImageRegistry> {
  const blobs = new Map<string, Buffer>();
  const add = (bytes: Buffer, mediaType: string): { mediaType: string; digest: string; size: number } => {
    const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
    blobs.set(digest, bytes);
    return { mediaType, digest, size: bytes.byteLength };
  };
  const folder = mkdtempSync(join(tmpdir(), "iw-save-"));
  const docker = "application/vnd.docker";
  const type = `${docker}.distribution.manifest.v2+json`;
  engine.docker("save", "--output", join(folder, "image.tar"), image);
  execFileSync("tar", ["-xf", join(folder, "image.tar"), "-C", folder]);
  const [saved] = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
    readonly Config: string;
    readonly Layers: readonly string[];
  }[];
  if (saved === undefined) throw new Error("the engine saved no image");
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: type,
      config: add(readFileSync(join(folder, saved.Config)), `${docker}.container.image.v1+json`),
      layers: saved.Layers.map((layer) =>
        add(gzipSync(readFileSync(join(folder, layer)), { level: 1 }), `${docker}.image.rootfs.diff.tar.gzip`),
      ),
    }),
  );
  rmSync(folder, { recursive: true, force: true });
  const own = add(manifest, type).digest;

  let lookups = 0;
  const server = createServer(({ url = "", method }, response) => {
    const name = /\/(?:manifests|blobs)\/([^/]+)$/.exec(url)?.[1];
    if (name === "1" && method === "HEAD") lookups++;
    const body = name === "1" ? manifest : blobs.get(name ?? "");
    if (url !== "/v2/" && body === undefined) return void response.writeHead(404).end();
    const isManifest = body === manifest;
    response.writeHead(200, {
      "content-type": isManifest ? type : "application/octet-stream",
      "content-length": body?.byteLength ?? 0,
      ...(isManifest ? { "docker-content-digest": own } : {}),
    });
    response.end(method === "HEAD" ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    image: `127.0.0.1:${String((server.address() as AddressInfo).port)}/ironweave/busybox:1`,
    lookups: () => lookups,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
