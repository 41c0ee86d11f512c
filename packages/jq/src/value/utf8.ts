// UTF-8 without TextEncoder, which the workflow sandbox and a pure package do not have.

/** Returns the bytes of a text; lone surrogates become U+FFFD. */
export function encodeUtf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text.toWellFormed()) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}

function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte >= 0xc2 && byte < 0xe0) return 2;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  return byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
}

const SMALLEST = [0, 0, 0x80, 0x800, 0x10000];

/** Returns the text of the bytes; each malformed part becomes one U+FFFD. */
export function decodeUtf8(bytes: readonly number[]): string {
  let text = "";
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    const length = sequenceLength(first);
    at += 1;
    if (length === 1) {
      text += String.fromCharCode(first);
      continue;
    }
    if (at - 1 + length > bytes.length) {
      // jq gives up on a text that ends inside a character.
      return `${text}\ufffd`;
    }
    let code = length === 0 ? 0 : first & (0xff >> (length + 1));
    let taken = 1;
    while (taken < length && ((bytes[at] ?? 0) & 0xc0) === 0x80) {
      code = (code << 6) | ((bytes[at] ?? 0) & 63);
      at += 1;
      taken += 1;
    }
    const isValid =
      length > 1 &&
      taken === length &&
      code >= (SMALLEST[length] ?? 0) &&
      code <= 0x10ffff &&
      (code < 0xd800 || code > 0xdfff);
    text += isValid ? String.fromCodePoint(code) : "\ufffd";
  }
  return text;
}
