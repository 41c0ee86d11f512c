// The answer of one step that reaches outside, as YAML in the words of test files.

import { Field, TextArea } from "../../ui/text-field.tsx";
import { useDryRun, useDryRunSession } from "./dry-run-context.ts";
import type { SideEffect } from "./side-effects.ts";

const WAYS: readonly { readonly label: string; readonly text: string }[] = [
  { label: "Answers", text: "output: {}" },
  { label: "Fails", text: "error: { type: communication, status: 503 }" },
  { label: "Takes its time", text: "output: {}\ndelay: { seconds: 30 }" },
];

/** Every change runs the workflow again. */
export function MockField({ effect }: { readonly effect: SideEffect }) {
  const { store } = useDryRunSession();
  const text = useDryRun((state) => state.texts.mocks[effect.key]) ?? "";
  const problem = useDryRun(
    (state) => state.problems.find(({ where, key }) => where === "mock" && key === effect.key)?.message,
  );
  return (
    <Field label={`Answer of ${effect.name}`} hideLabel error={problem}>
      {(wiring) => (
        <>
          <TextArea
            {...wiring}
            mono
            rows={Math.min(12, Math.max(2, text.split("\n").length))}
            value={text}
            onChange={(event) => store.setMock(effect.key, event.target.value)}
          />
          <span style={{ display: "flex", flexWrap: "wrap", gap: "var(--space-1)", marginTop: "var(--space-1)" }}>
            {WAYS.map((way) => (
              <WayButton key={way.label} {...way} onChoose={() => store.setMock(effect.key, way.text)} />
            ))}
          </span>
        </>
      )}
    </Field>
  );
}

function WayButton({ label, text, onChoose }: { label: string; text: string; onChoose: () => void }) {
  return (
    <button
      type="button"
      title={text}
      onClick={onChoose}
      style={{
        minHeight: "var(--control-height-sm)",
        padding: "0 0.5rem",
        border: "1px solid var(--border-strong)",
        borderRadius: "var(--radius-full)",
        background: "var(--bg)",
        color: "var(--text-muted)",
        fontSize: "var(--text-2xs)",
      }}
    >
      {label}
    </button>
  );
}
