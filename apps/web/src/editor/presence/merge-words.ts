// What the texts of a merge are called.

import type { Head } from "../backend/editor-backend.ts";

/** "version 5", or what it is while nothing was saved. */
export function headWords({ version }: Pick<Head, "version">): string {
  return version === undefined ? "another text" : `version ${version}`;
}

/** "Version 5 by Anna". */
export function headTitle({ version, author }: Pick<Head, "version" | "author">): string {
  const text = version === undefined ? "The common text" : `Version ${version}`;
  return author === undefined ? text : `${text} by ${author}`;
}
