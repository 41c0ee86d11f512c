// Monaco's two themes in the colours of ui/tokens.css (Monaco takes no custom properties, so they are repeated here).

import type { editor } from "monaco-editor/editor";

export const LIGHT_THEME: editor.IStandaloneThemeData = {
  base: "vs",
  inherit: true,
  rules: [
    { token: "comment", foreground: "697082", fontStyle: "italic" },
    { token: "type", foreground: "24418c" },
    { token: "string", foreground: "2b323f" },
    { token: "string.escape", foreground: "8a5300" },
    { token: "number", foreground: "1a5fc4" },
    { token: "keyword", foreground: "1a5fc4" },
    { token: "tag", foreground: "8a5300" },
    { token: "delimiter", foreground: "697082" },
    { token: "delimiter.jq", foreground: "4a45c9" },
    { token: "attribute.jq", foreground: "13703f" },
    { token: "variable.jq", foreground: "9a3412" },
    { token: "function.jq", foreground: "4a45c9" },
    { token: "keyword.jq", foreground: "86198f" },
    { token: "string.jq", foreground: "8a5300" },
    { token: "number.jq", foreground: "1a5fc4" },
  ],
  colors: {
    "editor.background": "#ffffff",
    "editor.foreground": "#171a21",
    "editorLineNumber.foreground": "#8a92a3",
    "editorLineNumber.activeForeground": "#4a45c9",
    "editor.lineHighlightBackground": "#f5f6f8",
    "editor.selectionBackground": "#d9d7fa",
    "editorIndentGuide.background1": "#e1e4ea",
    "editorWidget.background": "#ffffff",
    "editorWidget.border": "#c9ced8",
  },
};

export const DARK_THEME: editor.IStandaloneThemeData = {
  base: "vs-dark",
  inherit: true,
  rules: [
    { token: "comment", foreground: "868ea0", fontStyle: "italic" },
    { token: "type", foreground: "9cc0ff" },
    { token: "string", foreground: "dfe2e9" },
    { token: "string.escape", foreground: "f1b655" },
    { token: "number", foreground: "7ab4ff" },
    { token: "keyword", foreground: "7ab4ff" },
    { token: "tag", foreground: "f1b655" },
    { token: "delimiter", foreground: "868ea0" },
    { token: "delimiter.jq", foreground: "b1afff" },
    { token: "attribute.jq", foreground: "5cd394" },
    { token: "variable.jq", foreground: "ffb38a" },
    { token: "function.jq", foreground: "b1afff" },
    { token: "keyword.jq", foreground: "f0a6f5" },
    { token: "string.jq", foreground: "f1b655" },
    { token: "number.jq", foreground: "7ab4ff" },
  ],
  colors: {
    "editor.background": "#14161b",
    "editor.foreground": "#e9ebf0",
    "editorLineNumber.foreground": "#697185",
    "editorLineNumber.activeForeground": "#b1afff",
    "editor.lineHighlightBackground": "#1b1e25",
    "editor.selectionBackground": "#373565",
    "editorIndentGuide.background1": "#2a2e38",
    "editorWidget.background": "#1b1e25",
    "editorWidget.border": "#3b414f",
  },
};
