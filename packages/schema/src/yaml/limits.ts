// The limits of reading a text, each with the code of the diagnostic it gives. Pure data.

/** The largest text that is read, in bytes of UTF-8. Beyond: `source_too_large`, without parsing. */
export const MAX_SOURCE_BYTES = 1_048_576;
/** How deep maps and lists may nest. Beyond: `yaml_too_deep`. */
export const MAX_DEPTH = 100;
/** How many characters of content aliases may add when resolved. Beyond: `yaml_alias_expansion`. */
export const MAX_ALIAS_EXPANSION = 1_048_576;

/** The size of a text in bytes of UTF-8, or more than `limit` where it is certain to be larger. */
export function utf8Size(text: string, limit: number): number {
  if (text.length > limit) return text.length;
  if (text.length * 3 <= limit) return text.length;
  let size = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) size += 1;
    else if (unit < 0x800) size += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length) {
      size += 4;
      i++;
    } else size += 3;
  }
  return size;
}

/** Printable characters of YAML 1.2 (5.1), tab and line breaks; the rest may not stand in a text, escaped or not. */
// oxlint-disable-next-line no-control-regex -- finding control characters is the purpose
export const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
