// Builds for other platforms that package-lock.json leaves out: npm writes only those that the registry of the machine had. Where
// one is missing `npm ci` refuses the whole lock, and other platforms come to nothing.

export interface LockEntry {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The `packages` of a lock file: an entry for each place in `node_modules`. */
export type LockEntries = Readonly<Record<string, LockEntry>>;

const EXACT = /^\d+\.\d+\.\d+\S*$/u;
const OS: Readonly<Record<string, string>> = { linuxmusl: "linux", windows: "win32" };
const SYSTEMS = new Set([
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
]);
const CPU: Readonly<Record<string, string>> = { "64": "x64" };
const PROCESSORS = new Set([
  "arm",
  "arm64",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "wasm32",
  "x64",
]);
const LIBC: Readonly<Record<string, string>> = {
  gnu: "glibc",
  gnueabihf: "glibc",
  musl: "musl",
  musleabihf: "musl",
  linuxmusl: "musl",
};

/** The entries that are missing, of optional dependencies with an exact version and a platform in their name. */
export function lockGaps(entries: LockEntries): LockEntries {
  const gaps: Record<string, LockEntry> = {};
  for (const [place, { optionalDependencies = {}, license, dev }] of Object.entries(entries)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const platform = platformOf(name);
      if (platform === undefined || !EXACT.test(version)) continue;
      const found = reached(entries, place, name)?.version;
      if (found === version) continue;
      gaps[`${found === undefined ? "" : `${place}/`}node_modules/${name}`] = {
        version,
        ...(license === undefined ? {} : { license }),
        ...(dev === undefined ? {} : { dev }),
        optional: true,
        ...platform,
      };
    }
  }
  return gaps;
}

/** As npm looks for it: in the package's own folder, then in each one above. */
function reached(entries: LockEntries, place: string, name: string): LockEntry | undefined {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    const entry = entries[`${at === "" ? "" : `${at}/`}node_modules/${name}`];
    if (entry !== undefined || at === "") return entry;
  }
}

function platformOf(name: string): Pick<LockEntry, "os" | "cpu" | "libc"> | undefined {
  const words = name.split("/").at(-1)?.split("-") ?? [];
  const os = words.map((word) => OS[word] ?? word).find((word) => SYSTEMS.has(word));
  if (os === undefined) return undefined;
  const cpu = words.map((word) => CPU[word] ?? word).find((word) => PROCESSORS.has(word));
  const libc = os === "linux" ? words.map((word) => LIBC[word]).find((word) => word !== undefined) : undefined;
  return { os: [os], ...(cpu === undefined ? {} : { cpu: [cpu] }), ...(libc === undefined ? {} : { libc: [libc] }) };
}
