// Joins class names, leaving out what is false or absent.

/** Returns the given names separated by spaces; falsy ones are dropped. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
