// The functions of the default catalog as a document calls them: `name:version@default`. Data only; packages/actions performs
// them, and a test of the command line holds that both know the same.

/** One function. There is one version of each. */
export interface DefaultFunction {
  readonly version: string;
  /** Names of its arguments; undefined for protocols, whose arguments are those of `call: name`. */
  readonly arguments?: { readonly required: readonly string[]; readonly optional: readonly string[] };
}

const VERSION = "1.0.0";
const PROTOCOL: DefaultFunction = { version: VERSION };

function taking(required: readonly string[], ...optional: readonly string[]): DefaultFunction {
  return { version: VERSION, arguments: { required, optional } };
}

/** By name. */
export const DEFAULT_CATALOG: Readonly<Record<string, DefaultFunction>> = {
  log: taking(["message"]),
  "get-variable": taking(["key"], "scope"),
  "set-variable": taking(["key", "value"], "scope", "ifVersion"),
  "delete-variable": taking(["key"], "scope", "ifVersion"),
  http: PROTOCOL,
  openapi: PROTOCOL,
  grpc: PROTOCOL,
  asyncapi: PROTOCOL,
  container: PROTOCOL,
  script: PROTOCOL,
  shell: PROTOCOL,
  mcp: PROTOCOL,
  a2a: PROTOCOL,
  catalog: PROTOCOL,
};
