// How the text is coloured: YAML, with jq inside `${ … }`. Approximate by design; meaning comes from our validator only.

import type { languages } from "monaco-editor/editor";

export const LANGUAGE_ID = "ironweave";

export const CONFIGURATION: languages.LanguageConfiguration = {
  comments: { lineComment: "#" },
  brackets: [
    ["{", "}"],
    ["[", "]"],
    ["(", ")"],
  ],
  autoClosingPairs: [
    { open: "{", close: "}" },
    { open: "[", close: "]" },
    { open: "(", close: ")" },
    { open: '"', close: '"', notIn: ["string"] },
    { open: "'", close: "'", notIn: ["string"] },
  ],
  folding: { offSide: true },
  wordPattern: /[$A-Za-z_][\w$-]*/,
};

const JQ_KEYWORDS = [
  "and",
  "or",
  "not",
  "if",
  "then",
  "elif",
  "else",
  "end",
  "as",
  "def",
  "reduce",
  "foreach",
  "try",
  "catch",
  "label",
  "import",
  "include",
];

export const GRAMMAR: languages.IMonarchLanguage = {
  tokenPostfix: "",
  jqKeywords: JQ_KEYWORDS,
  tokenizer: {
    root: [
      [
        /^(\s*(?:- +)*)(if|when|while|until|in|from|as)(:)(\s+)(?=[.$([])/,
        ["", "type", "delimiter", { token: "", next: "@jqLine" }],
      ],
      [/\s+/, ""],
      [/#.*$/, "comment"],
      [/^(---|\.\.\.)\s*$/, "delimiter"],
      [/-(?=\s|$)/, "delimiter"],
      [/[&*][\w-]+/, "tag"],
      [/![\w!-]*/, "tag"],
      [/("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(\s*)(:)(?=\s|$)/, ["type", "", "delimiter"]],
      [/([^\s#&*!|>'"%@`{}[\],-][^#:{}[\],]*?|-[^\s#:]+)(\s*)(:)(?=\s|$)/, ["type", "", "delimiter"]],
      [/[|>][+-]?\d*\s*$/, "delimiter"],
      [/\$\{/, { token: "delimiter.jq", next: "@jq" }],
      [/[{}[\],:?]/, "delimiter"],
      [/"/, { token: "string", next: "@doubleQuoted" }],
      [/'/, { token: "string", next: "@singleQuoted" }],
      [/(?:true|false|null|~)(?=\s*(?:$|[,\]}#]))/, "keyword"],
      [/[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?=\s*(?:$|[,\]}#]))/, "number"],
      [/[^\s#${}[\],]+/, "string"],
      [/\$/, "string"],
    ],
    doubleQuoted: [
      [/\$\{/, { token: "delimiter.jq", next: "@jq" }],
      [/\\./, "string.escape"],
      [/"/, { token: "string", next: "@pop" }],
      [/[^"\\$]+|\$/, "string"],
    ],
    singleQuoted: [
      [/\$\{/, { token: "delimiter.jq", next: "@jq" }],
      [/''/, "string.escape"],
      [/'/, { token: "string", next: "@pop" }],
      [/[^'$]+|\$/, "string"],
    ],
    // A field that is one expression may stand without `${ }`; its program ends with the line.
    jqLine: [[/^/, { token: "", next: "@pop" }], [/\s#.*$/, "comment"], { include: "@jqBody" }],
    jq: [[/\}/, { token: "delimiter.jq", next: "@pop" }], { include: "@jqBody" }],
    jqBraces: [[/\}/, { token: "delimiter.jq", next: "@pop" }], { include: "@jqBody" }],
    jqBody: [
      [/\{/, { token: "delimiter.jq", next: "@jqBraces" }],
      [/\$\w+/, "variable.jq"],
      [/\.\.|\.[A-Za-z_]\w*|\./, "attribute.jq"],
      [/@\w+/, "keyword.jq"],
      [/\\?"(?:[^"\\\n]|\\.)*\\?"/, "string.jq"],
      [/[A-Za-z_]\w*/, { cases: { "@jqKeywords": "keyword.jq", "@default": "function.jq" } }],
      [/\d+(?:\.\d+)?/, "number.jq"],
      [/[|,;:()[\]=<>!+*/%?-]+/, "delimiter.jq"],
      [/\s+/, ""],
      [/./, "string.jq"],
    ],
  },
};
