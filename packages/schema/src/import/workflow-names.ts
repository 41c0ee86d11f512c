// Names of workflows from paths in a Direktiv namespace, and subflow references to the paths they mean.

/** The path that a reference means, seen from the workflow at `from`: absolute, or relative to its folder. */
export function resolvePath(from: string, reference: string): string {
  const base = reference.startsWith("/") ? [] : from.split("/").slice(0, -1);
  const parts: string[] = [];
  for (const part of [...base, ...reference.split("/")]) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** A path's name as the DSL allows it: letters, digits and hyphens, at most 63. */
export function nameOfPath(path: string): string {
  const plain = path
    .replace(/(?:\.direktiv)?\.ya?ml$/i, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .toLowerCase();
  const name = plain.replace(/^-+/, "").slice(0, 63).replace(/-+$/, "");
  return name === "" ? "workflow" : name;
}

/** Names of all paths; where two would have the same, later ones get a number. */
export function namesOfPaths(paths: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const path of paths) {
    const base = nameOfPath(path);
    let name = base;
    for (let count = 2; taken.has(name); count += 1) name = `${base.slice(0, 63 - String(count).length - 1)}-${count}`;
    taken.add(name);
    names.set(path, name);
  }
  return names;
}
