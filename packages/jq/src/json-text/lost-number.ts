// JSON has numbers of any size, JavaScript keeps about 17 digits and nothing beyond 1e308. Finds the first number of a text that
// would silently become another one. Pure; linear in the text, without regular expressions over it (they overflow on large strings).

/** A number as it is written, and where. */
export interface LostNumber {
  readonly offset: number;
  readonly token: string;
  /** `size`: it becomes infinite, or nothing; `digits`: it is a whole number whose last digits change. */
  readonly loses: "size" | "digits";
}

const QUOTE = 34;
const BACKSLASH = 92;
const LONGEST_SAFE = 15;

/** The first number that `JSON.parse` loses in one of these ways. `text` must be valid JSON. Fractions are rounded, as everywhere, and pass. */
export function lostNumber(text: string, kinds: readonly LostNumber["loses"][]): LostNumber | undefined {
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (isDigit(code)) {
      const end = endOfNumber(text, at);
      if (end - at > LONGEST_SAFE || text.slice(at, end).toLowerCase().includes("e")) {
        const token = text.slice(at, end);
        const loses = lossOf(token);
        if (loses !== undefined && kinds.includes(loses)) return { offset: at, token, loses };
      }
      at = end;
    } else at += 1;
  }
  return undefined;
}

/** What to tell of it. */
export function lostNumberSentence({ token, loses }: LostNumber): string {
  const shown = token.length > 40 ? `${token.slice(0, 40)}…` : token;
  return loses === "size"
    ? `The number ${shown} is outside of what can be kept (up to 1.8e308). Put it in quotes to send it as text.`
    : `The number ${shown} has more digits than can be kept: it would become ${BigInt(Number(token))}. Put it in quotes to send it as text.`;
}

function lossOf(token: string): LostNumber["loses"] | undefined {
  const value = Number(token);
  if (!Number.isFinite(value)) return "size";
  if (value === 0) return /[1-9]/.test(token.split(/e/i)[0] ?? "") ? "size" : undefined;
  return /^\d+$/.test(token) && BigInt(token) !== BigInt(value) ? "digits" : undefined;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The offset after the string's closing quote. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let first = quote;
    while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
    if ((quote - first) % 2 === 0) return quote + 1;
  }
  return text.length;
}

/** The offset after the digits, point, exponent. */
function endOfNumber(text: string, start: number): number {
  let end = start;
  while (end < text.length && "0123456789.eE+-".includes(text.charAt(end))) end += 1;
  return end;
}
