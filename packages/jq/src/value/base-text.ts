// Base64 and Base32 as jq reads and writes them.

/** An alphabet with the bits one of its characters holds. */
export interface Base {
  readonly name: string;
  readonly alphabet: string;
  readonly bits: number;
  readonly blockLength: number;
}

export const BASE64: Base = {
  name: "base64",
  alphabet: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
  bits: 6,
  blockLength: 4,
};
export const BASE32: Base = { name: "base32", alphabet: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", bits: 5, blockLength: 8 };

/** Returns the padded text of the bytes. */
export function encodeBase(base: Base, bytes: readonly number[]): string {
  let text = "";
  let buffer = 0;
  let held = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    held += 8;
    while (held >= base.bits) {
      held -= base.bits;
      text += base.alphabet[(buffer >> held) & ((1 << base.bits) - 1)] ?? "";
    }
  }
  if (held > 0) text += base.alphabet[(buffer << (base.bits - held)) & ((1 << base.bits) - 1)] ?? "";
  return text.padEnd(Math.ceil(text.length / base.blockLength) * base.blockLength, "=");
}

/** Returns the bytes of the text up to its padding, or what is wrong with it. */
export function decodeBase(base: Base, text: string): readonly number[] | "invalid" | "trailing" {
  const bytes: number[] = [];
  let buffer = 0;
  let held = 0;
  let count = 0;
  for (const char of text) {
    if (char === "=") break;
    const value = base.alphabet.indexOf(char);
    if (value < 0) return "invalid";
    count += 1;
    buffer = ((buffer << base.bits) | value) & 0xffff;
    held += base.bits;
    if (held >= 8) {
      held -= 8;
      bytes.push((buffer >> held) & 0xff);
    }
  }
  return count % base.blockLength === 1 ? "trailing" : bytes;
}
