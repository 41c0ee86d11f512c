// A short text that is the same for equal JSON values and, but for a chance of one in 10^15, for no others: what two runs gave is compared
// without keeping what one of them gave. Pure.

import type { Json } from "@ironweave/jq";

/** The order of an object's keys does not count. */
export function outputDigest(value: Json): string {
  const text = canonical(value);
  // Two 32-bit hashes of different seeds (cyrb53).
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2_654_435_761);
    b = Math.imul(b ^ code, 1_597_334_677);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  return `${text.length}.${(b >>> 0).toString(36)}${(a >>> 0).toString(36)}`;
}

function canonical(value: Json): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  );
}
