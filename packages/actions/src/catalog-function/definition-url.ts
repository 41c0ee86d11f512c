// Where a cataloged function's definition is (DSL, "Catalogs"): `functions/NAME/VERSION/function.yaml` below the root, and for
// repositories at GitHub and GitLab the address of the raw file. Pure.

/** The address of a function's definition below a catalog's root. */
export function definitionUrl(root: string, name: string, version: string): string {
  const path = ["functions", name, version].map((part) => encodeURIComponent(part)).join("/");
  return rawUrl(`${root.replace(/\/$/, "")}/${path}/function.yaml`);
}

/** The raw file behind an address at GitHub or GitLab; any other address as it is. */
export function rawUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null) return text;
  const parts = url.pathname.split("/").filter(Boolean);
  const [owner, repository, ...rest] = parts;
  if (owner === undefined || repository === undefined) return text;
  if (url.hostname === "github.com") {
    const [kind, branch, ...below] = rest;
    const named = kind === "tree" || kind === "blob";
    const path = named ? [branch ?? "main", ...below] : ["main", ...rest];
    return `https://raw.githubusercontent.com/${owner}/${repository}/refs/heads/${path.join("/")}`;
  }
  if (url.hostname !== "gitlab.com") return text;
  const at = parts.indexOf("-");
  const kind = parts[at + 1];
  if (at < 0) return `https://gitlab.com/${owner}/${repository}/-/raw/main/${rest.join("/")}`;
  return kind === "tree" || kind === "blob" ? `https://gitlab.com/${parts.with(at + 1, "raw").join("/")}` : text;
}
