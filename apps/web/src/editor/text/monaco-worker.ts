// The entry of Monaco's worker (diff and word computations). Bundled by the web app.
import "monaco-editor/editor/editor.worker";
