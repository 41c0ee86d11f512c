// A certificate authority of one's own for tests, by openssl, in a temporary folder: as companies have them.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** In PEM. */
export interface Certificate {
  readonly key: Buffer;
  readonly cert: Buffer;
}

export interface PrivateAuthority {
  /** The authority's own certificate, as a file and as text. */
  readonly file: string;
  readonly pem: string;
  /** A certificate for these names (`DNS:a.example`, `IP:127.0.0.1`), for so many days from now: fewer than 1 have passed. */
  issue(names: readonly string[], days?: number): Certificate;
  /** Deletes the folder. */
  remove(): void;
}

export function createAuthority(): PrivateAuthority {
  const folder = mkdtempSync(join(tmpdir(), "iw-ca-"));
  const path = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]): void => void execFileSync("openssl", args, { stdio: "ignore" });
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const file = path("ca.pem");
  openssl(
    "req",
    "-x509",
    ...newKey,
    "-keyout",
    path("ca.key"),
    "-out",
    file,
    "-days",
    "2",
    "-subj",
    "/CN=Test authority",
  );
  let issued = 0;
  return {
    file,
    pem: readFileSync(file, "utf8"),
    issue(names, days = 1) {
      const each = `leaf-${String(issued++)}`;
      const [key, request, cert, extensions] = ["key", "csr", "pem", "ext"].map((end) => path(`${each}.${end}`)) as [
        string,
        string,
        string,
        string,
      ];
      writeFileSync(extensions, `subjectAltName=${names.join(",")}\n`);
      openssl("req", ...newKey, "-keyout", key, "-out", request, "-subj", "/CN=Test server");
      const by = ["-CA", file, "-CAkey", path("ca.key"), "-CAcreateserial"];
      openssl("x509", "-req", "-in", request, ...by, "-out", cert, "-days", String(days), "-extfile", extensions);
      return { key: readFileSync(key), cert: readFileSync(cert) };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
