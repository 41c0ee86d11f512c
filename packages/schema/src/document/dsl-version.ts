// The released versions of the DSL that Ironweave accepts, and their order. Shapes that differ between them are written
// once, in the document schema, with the version they begin at.

/** Released versions, oldest first. */
export const DSL_VERSIONS = ["1.0.0", "1.0.1", "1.0.2", "1.0.3"] as const;

export type DslVersion = (typeof DSL_VERSIONS)[number];

/** The version that new documents get, and by which a document of an unknown version is judged. */
export const LATEST_DSL_VERSION: DslVersion = "1.0.3";

/** True for a version that Ironweave runs. */
export function isDslVersion(value: unknown): value is DslVersion {
  return DSL_VERSIONS.some((version) => version === value);
}

/** True when `version` is `since` or later. */
export function isAtLeast(version: DslVersion, since: DslVersion): boolean {
  return DSL_VERSIONS.indexOf(version) >= DSL_VERSIONS.indexOf(since);
}
