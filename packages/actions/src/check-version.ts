// Which version of a function of the default catalog a document may ask for. There is one of each, so that a text that asks for
// another never silently runs this one.

import { ActionError } from "./action-error.ts";

/** The version of every function of the default catalog. */
export const CATALOG_VERSION = "1.0.0";

/** @throws ActionError `configuration`, title `unknown_function_version`, where the version is another than there is */
export function checkVersion(action: string, version: string | undefined): void {
  if (version === undefined || version === CATALOG_VERSION) return;
  const detail = `The default catalog has ${action} in version ${CATALOG_VERSION}, not ${version}; call ${action}:${CATALOG_VERSION}@default.`;
  throw new ActionError("configuration", detail, { title: "unknown_function_version" });
}
