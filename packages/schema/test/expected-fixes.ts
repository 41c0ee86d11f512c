// Texts of which a diagnostic offers a fix, each with the text after it: of words of the document's later parts and of jq and YAML.
// The laws about them are in ../src/validate/fixes.test.ts, with the other half of the table.

/** Texts without a `document` get one. `sure` fixes are those that `ironweave validate --fix` makes. */
export type ExpectedFix = readonly [
  code: string,
  title: string,
  how: "sure" | "by hand",
  before: string,
  after: string,
];

/** From languages of scripts on. */
export const EXPECTED_FIXES: readonly ExpectedFix[] = [
  [
    "unsupported_language",
    "Change to javascript",
    "sure",
    "do:\n  - a: { run: { script: { language: nodejs, code: '1' } } }\n",
    "do:\n  - a: { run: { script: { language: javascript, code: '1' } } }\n",
  ],
  [
    "older_dsl",
    "Upgrade to dsl 1.0.3",
    "by hand",
    "document: { dsl: '1.0.0', namespace: test, name: test, version: '1.0.0' }\ndo: []\n",
    "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\ndo: []\n",
  ],
  [
    "unsupported_evaluation",
    "Change to strict",
    "by hand",
    "evaluate: { mode: strikt }\ndo: []\n",
    "evaluate: { mode: strict }\ndo: []\n",
  ],
  [
    "invalid_concurrency",
    "Change to 10",
    "sure",
    "do:\n  - a:\n      for: { in: .xs }\n      do: [{ b: { wait: PT1S } }]\n      metadata: { ironweave: { concurrency: '10' } }\n",
    "do:\n  - a:\n      for: { in: .xs }\n      do: [{ b: { wait: PT1S } }]\n      metadata: { ironweave: { concurrency: 10 } }\n",
  ],
  [
    "invalid_deferred",
    "Change to true",
    "sure",
    "do:\n  - a:\n      raise: { error: { type: https://x.example/e, status: 500 } }\n      metadata: { ironweave: { deferred: yes } }\n",
    "do:\n  - a:\n      raise: { error: { type: https://x.example/e, status: 500 } }\n      metadata: { ironweave: { deferred: true } }\n",
  ],
  [
    "invalid_multiplier",
    "Change to 1.5",
    "sure",
    "do:\n  - a:\n      try: [{ b: { wait: PT1S } }]\n      catch:\n        retry: { backoff: { exponential: { multiplier: '1.5' } } }\n",
    "do:\n  - a:\n      try: [{ b: { wait: PT1S } }]\n      catch:\n        retry: { backoff: { exponential: { multiplier: 1.5 } } }\n",
  ],
  [
    "addition_without_effect",
    "Remove concurrency",
    "by hand",
    "do:\n  - a:\n      wait: PT1S\n      metadata: { ironweave: { concurrency: 3 } }\n",
    "do:\n  - a:\n      wait: PT1S\n",
  ],
  [
    "expression_syntax",
    "Change to .x and .y",
    "sure",
    "do:\n  - a: { if: '.x && .y', wait: PT1S }\n",
    "do:\n  - a: { if: '.x and .y', wait: PT1S }\n",
  ],
  [
    "undefined_variable",
    "Change to $context",
    "sure",
    "do:\n  - a: { set: { x: '${ $contxt }' } }\n",
    "do:\n  - a: { set: { x: '${ $context }' } }\n",
  ],
  [
    "undefined_function",
    "Change to length",
    "by hand",
    "do:\n  - a: { set: { x: '${ .a | lenght }' } }\n",
    "do:\n  - a: { set: { x: '${ .a | length }' } }\n",
  ],
  [
    "expression_constant",
    "Compare with ==",
    "by hand",
    "do:\n  - a: { if: '.status = \"ok\"', wait: PT1S }\n",
    "do:\n  - a: { if: '.status == \"ok\"', wait: PT1S }\n",
  ],
  [
    "expression_not_evaluated",
    "Join the parts in jq",
    "sure",
    "do:\n  - a: { set: { x: 'Hello ${ .name }' } }\n",
    "do:\n  - a: { set: { x: '${ \"Hello \\(.name)\" }' } }\n",
  ],
  [
    "yaml_comma",
    "Put in quotes",
    "sure",
    "do:\n  - a:\n      set: { x: ${ .name } }\n",
    "do:\n  - a:\n      set: { x: '${ .name }' }\n",
  ],
  [
    "yaml_indentation",
    "Put in quotes",
    "sure",
    "do:\n  - a:\n      set:\n        text: Error: it broke\n",
    "do:\n  - a:\n      set:\n        text: 'Error: it broke'\n",
  ],
  [
    "yaml_reserved_character",
    "Put in quotes",
    "sure",
    "do:\n  - a:\n      set:\n        at: @home\n",
    "do:\n  - a:\n      set:\n        at: '@home'\n",
  ],
  [
    "yaml_tab",
    "Use blanks in place of tabs",
    "sure",
    "do:\n\t- a:\n\t\twait: PT1S\n",
    "do:\n    - a:\n        wait: PT1S\n",
  ],
  [
    "yaml_syntax",
    "Put a blank after the colon",
    "sure",
    "document:\n  dsl: '1.0.3'\n  namespace:test\n  name: test\n  version: '1.0.0'\ndo: []\n",
    "document:\n  dsl: '1.0.3'\n  namespace: test\n  name: test\n  version: '1.0.0'\ndo: []\n",
  ],
];
