// Where one character as people see it ends and the next begins, as the platform's own segmenter knows.

let segmenter: Intl.Segmenter | undefined;

/** 1 at each position of the text, counted in code points and its end included, where a grapheme cluster begins or ends. */
export function graphemeBoundaries(text: Uint32Array): Uint8Array {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  const boundaries = new Uint8Array(text.length + 1);
  boundaries[0] = 1;
  let position = 0;
  for (const { segment } of segmenter.segment(Array.from(text, (code) => String.fromCodePoint(code)).join(""))) {
    for (const _ of segment) position += 1;
    boundaries[position] = 1;
  }
  return boundaries;
}
