// One step down from a reference, with JSON Pointer's escapes.

/** `/do/0/a` and `x/y` give `/do/0/a/x~1y`. */
export function pointerTo(reference: string, key: string): string {
  return `${reference}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
