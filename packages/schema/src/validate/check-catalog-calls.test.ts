// Calls of the default catalog: a misspelt function, version or argument is told before a run gives null or faults.

import { expect, test } from "vitest";
import { validateBody } from "./validate-body.ts";

function marks(body: string) {
  return validateBody(body).map(({ code, severity, marked, fixes = [] }) => [
    code,
    severity,
    marked,
    ...fixes.map(({ title, byHand }) => `${title}${byHand === true ? " (by hand)" : ""}`),
  ]);
}

test.each([
  [
    "do: [{ a: { call: 'nosuch:1.0.0@default', with: { message: hi } } }]",
    [["unknown_catalog_function", "error", "'nosuch:1.0.0@default'"]],
  ],
  [
    "do: [{ a: { call: 'lgo:1.0.0@default', with: { message: hi } } }]",
    [["unknown_catalog_function", "error", "'lgo:1.0.0@default'", "Change to log:1.0.0@default (by hand)"]],
  ],
  [
    "do: [{ a: { call: 'log:9.9.9@default', with: { message: hi } } }]",
    [["unknown_function_version", "error", "'log:9.9.9@default'", "Change to log:1.0.0@default (by hand)"]],
  ],
  [
    "do: [{ a: { call: log@default, with: { message: hi } } }]",
    [["missing_function_version", "error", "log@default", "Change to log:1.0.0@default"]],
  ],
  [
    "use: { catalogs: { c: { endpoint: https://x.example } } }\ndo: [{ a: { call: f@c } }]",
    [["missing_function_version", "error", "f@c"]],
  ],
  [
    "do: [{ a: { call: 'log:1.0.0@default', with: { mesage: hi } } }]",
    [["unknown_argument", "error", "mesage", "Rename to message"]],
  ],
  ["do: [{ a: { call: 'log:1.0.0@default' } }]", [["missing_argument", "warning", "'log:1.0.0@default'"]]],
  ["do: [{ a: { call: 'set-variable:1.0.0@default', with: { key: k } } }]", [["missing_argument", "warning", "with"]]],
  [
    "do: [{ a: { call: 'log:1.0.0@default', with: { message: hi, level: info } } }]",
    [["unknown_argument", "warning", "level"]],
  ],
])("%s", (body, expected) => {
  expect(marks(`${body}\n`)).toEqual(expected);
});

test.each([
  "do: [{ a: { call: 'log:1.0.0@default', with: { message: '${ . }' } } }]",
  "do: [{ a: { call: 'get-variable:1.0.0@default', with: { key: k, scope: namespace } } }]",
  "do: [{ a: { call: 'set-variable:1.0.0@default', with: { key: k, value: null, ifVersion: 0 } } }]",
  "do: [{ a: { call: 'http:1.0.0@default', with: { method: get, endpoint: https://x.example } } }]",
  "use: { catalogs: { c: { endpoint: https://x.example } } }\ndo: [{ a: { call: 'f:0.5.2@c', with: { x: 1 } } }]",
  "use: { catalogs: { default: { endpoint: https://x.example } } }\ndo: [{ a: { call: 'f:0.5.2@default' } }]",
  "do: [{ a: { call: 'https://user@default/f.yaml' } }]",
  "use: { functions: { 'log:2.0.0@default': { set: { x: 1 } } } }\ndo: [{ a: { call: 'log:2.0.0@default' } }]",
])("nothing is said of %s", (body) => {
  expect(marks(`${body}\n`)).toEqual([]);
});
