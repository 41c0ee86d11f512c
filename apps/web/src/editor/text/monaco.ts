// Monaco with the features this editor uses, bundled; workers come from our own origin. The one place that configures it.
// Imported lazily by text-view.tsx, so that the canvas is usable before Monaco has arrived.

import * as monaco from "monaco-editor/editor";
import "monaco-editor/features/bracketMatching/register";
import "monaco-editor/features/caretOperations/register";
import "monaco-editor/features/clipboard/register";
import "monaco-editor/features/codeAction/register";
import "monaco-editor/features/comment/register";
import "monaco-editor/features/contextmenu/register";
import "monaco-editor/features/diffEditor/register";
import "monaco-editor/features/dnd/register";
import "monaco-editor/features/find/register";
import "monaco-editor/features/folding/register";
import "monaco-editor/features/gotoError/register";
import "monaco-editor/features/gotoLine/register";
import "monaco-editor/features/gotoSymbol/register";
import "monaco-editor/features/hover/register";
import "monaco-editor/features/indentation/register";
import "monaco-editor/features/lineSelection/register";
import "monaco-editor/features/linesOperations/register";
import "monaco-editor/features/links/register";
import "monaco-editor/features/multicursor/register";
import "monaco-editor/features/rename/register";
import "monaco-editor/features/smartSelect/register";
import "monaco-editor/features/snippet/register";
// The register of this feature brings inline suggestions only; the list of completions is the controller.
import "monaco-editor/editor/contrib/suggest/browser/suggestController";
import "monaco-editor/features/suggest/register";
import "monaco-editor/features/toggleTabFocusMode/register";
import "monaco-editor/features/wordHighlighter/register";
import "monaco-editor/features/wordOperations/register";
import { CONFIGURATION, GRAMMAR, LANGUAGE_ID } from "./workflow-language.ts";
import { DARK_THEME, LIGHT_THEME } from "./themes.ts";

globalThis.MonacoEnvironment = {
  getWorker: () => new Worker(new URL("./monaco-worker.ts", import.meta.url), { type: "module", name: "monaco" }),
};

monaco.languages.register({ id: LANGUAGE_ID, extensions: [".yaml", ".yml"], aliases: ["Workflow (YAML)"] });
monaco.languages.setLanguageConfiguration(LANGUAGE_ID, {
  ...CONFIGURATION,
  onEnterRules: [
    // What belongs to an item of a list stands two beyond its dash, and what belongs to its key two beyond that.
    {
      beforeText: /^\s*-\s[^#]*:\s*$/,
      action: { indentAction: monaco.languages.IndentAction.Indent, appendText: "  " },
    },
    { beforeText: /:\s*$/, action: { indentAction: monaco.languages.IndentAction.Indent } },
  ],
});
monaco.languages.setMonarchTokensProvider(LANGUAGE_ID, GRAMMAR);
// Monaco's own keys for it begin with Ctrl+K, which opens the commands of the designer.
monaco.editor.addKeybindingRule({
  keybinding: monaco.KeyMod.CtrlCmd | monaco.KeyMod.Shift | monaco.KeyCode.Space,
  command: "editor.action.showHover",
  when: "editorTextFocus",
});
monaco.editor.defineTheme("ironweave-light", LIGHT_THEME);
monaco.editor.defineTheme("ironweave-dark", DARK_THEME);

export { monaco };
