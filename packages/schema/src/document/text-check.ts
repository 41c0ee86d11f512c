// The tests of strings that the DSL's structure demands: names, versions, durations, URIs, expressions.
// The expressions follow the public grammars they name (semver.org, RFC 1123, ISO 8601, RFC 3986, RFC 6570, RFC 6901).

import type { TextCheck } from "./schema-node.ts";

function pattern(code: string, hint: string, source: string): TextCheck {
  const regex = new RegExp(source, "u");
  return { code, hint, keywords: { pattern: source }, test: (text) => regex.test(text) };
}

/** Either of two checks; the first gives code and hint. */
function either(first: TextCheck, second: TextCheck, hint: string): TextCheck {
  return {
    code: first.code,
    hint,
    keywords: { anyOf: [first.keywords, second.keywords] },
    test: (text) => first.test(text) || second.test(text),
  };
}

const PRERELEASE_PART = "(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)";

/** Semantic version 2.0.0. */
export const semanticVersion = pattern(
  "invalid_version",
  "a semantic version such as 1.0.0",
  `^(?:0|[1-9]\\d*)(?:\\.(?:0|[1-9]\\d*)){2}(?:-${PRERELEASE_PART}(?:\\.${PRERELEASE_PART})*)?(?:\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?$`,
);

/** DNS label (RFC 1123), up to 63 characters. */
export const dnsLabel = pattern(
  "invalid_name",
  "1 to 63 letters, digits and hyphens, beginning and ending with a letter or digit",
  "^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$",
);

/** Host name: a DNS label that may hold dots. */
export const hostName = pattern(
  "invalid_name",
  "a host name of up to 63 letters, digits, hyphens and dots",
  "^[a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,61}[a-zA-Z0-9])?$",
);

/** A string that is wholly one expression. Unlike the specification's own pattern it may span lines. */
export const wrappedExpression = pattern(
  "expression_not_wrapped",
  "an expression wrapped in ${ }, such as ${ .name }",
  "^\\s*\\$\\{[\\s\\S]+\\}\\s*$",
);

/** ISO 8601 duration; every unit may have a fraction. */
export const isoDuration = pattern(
  "invalid_duration",
  "an ISO 8601 duration such as PT15M, or an object such as { minutes: 15 }",
  "^P(?!$)(?:\\d+(?:\\.\\d+)?Y)?(?:\\d+(?:\\.\\d+)?M)?(?:\\d+(?:\\.\\d+)?W)?(?:\\d+(?:\\.\\d+)?D)?(?:T(?=\\d)(?:\\d+(?:\\.\\d+)?H)?(?:\\d+(?:\\.\\d+)?M)?(?:\\d+(?:\\.\\d+)?S)?)?$",
);

/** ISO 8601 duration, or an expression that gives one. */
export const isoDurationOrExpression = either(
  isoDuration,
  wrappedExpression,
  "an ISO 8601 duration such as PT15M, an object such as { minutes: 15 }, or an expression in ${ }",
);

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//u;
// RFC 6570: literals, percent escapes, and {expressions}; a name may have dots inside (`{pet.id}`).
const TEMPLATE =
  // oxlint-disable-next-line no-control-regex -- the grammar excludes control characters by range
  /^(?:[^\u0000-\u0020"'<>%\\^`{|}]|%[0-9a-f]{2}|\{[+#./;?&=,!@|]?(?:[a-z0-9_]|%[0-9a-f]{2})(?:\.?(?:[a-z0-9_]|%[0-9a-f]{2}))*(?::[1-9][0-9]{0,3}|\*)?(?:,(?:[a-z0-9_]|%[0-9a-f]{2})(?:\.?(?:[a-z0-9_]|%[0-9a-f]{2}))*(?::[1-9][0-9]{0,3}|\*)?)*\})*$/iu;
const URI = /^(?:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[0-9a-f]{2})*$/iu;

/** An absolute URI, or a URI template (RFC 6570), with a scheme and an authority. */
export const uriTemplate: TextCheck = {
  code: "invalid_uri",
  hint: "an absolute URI such as https://example.com/pets/{petId}",
  keywords: { format: "uri-template", pattern: "^[A-Za-z][A-Za-z0-9+.-]*://" },
  test: (text) => SCHEME.test(text) && (TEMPLATE.test(text) || URI.test(text)),
};

/** A URI template without a scheme: a path below an authority. */
export const relativeUriTemplate: TextCheck = {
  code: "invalid_uri",
  hint: "a URI template such as /oauth2/token",
  keywords: { format: "uri-template" },
  test: (text) => TEMPLATE.test(text),
};

export const uriOrExpression = either(
  uriTemplate,
  wrappedExpression,
  "an absolute URI such as https://example.com/pets/{petId}, or an expression in ${ }",
);

/** RFC 6901. */
export const jsonPointer: TextCheck = {
  code: "invalid_pointer",
  hint: "a JSON Pointer such as /do/0/step",
  keywords: { format: "json-pointer" },
  test: (text) => /^(?:\/(?:[^~/]|~[01])*)*$/u.test(text),
};

export const pointerOrExpression = either(
  jsonPointer,
  wrappedExpression,
  "a JSON Pointer such as /do/0/step, or an expression in ${ }",
);

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[+-](\d\d)(?::?(\d\d))?)$/u;

/** RFC 3339 date and time with a zone. */
export const dateTime: TextCheck = {
  code: "invalid_time",
  hint: "a date and time with a zone such as 2026-01-31T12:00:00Z",
  keywords: { format: "date-time" },
  test: isDateTime,
};

export const dateTimeOrExpression = either(
  dateTime,
  wrappedExpression,
  "a date and time with a zone such as 2026-01-31T12:00:00Z, or an expression in ${ }",
);

function isDateTime(text: string): boolean {
  const parts = DATE_TIME.exec(text);
  if (parts === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  const dayIsReal = day >= 1 && day <= days;
  const clockIsReal = hour <= 23 && minute <= 59 && second <= 60;
  return dayIsReal && clockIsReal && zoneHour <= 23 && zoneMinute <= 59;
}
