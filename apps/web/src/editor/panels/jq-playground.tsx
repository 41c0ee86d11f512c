"use client";
// A place to try jq: program and input, the answer of our own jq as you type, and on demand that of jq itself.

import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Field, TextArea } from "../../ui/text-field.tsx";
import { parseJson } from "../../json/parse-json.ts";
import { tryExpression, type Trial } from "../inspector/try-expression.ts";
import { compareWithJq, type Comparison } from "./compare-with-jq.ts";
import styles from "./jq-playground.module.css";

/** Three columns: program, input, output. */
export function JqPlayground() {
  const [program, setProgram] = useState(".items | map(.name)");
  const [input, setInput] = useState('{ "items": [{ "name": "a" }, { "name": "b" }] }');
  const [comparison, setComparison] = useState<Comparison | "busy">();
  const parsed = parseJson(input);
  const trial: Trial | undefined = parsed.ok ? tryExpression(program, parsed.value) : undefined;
  const change = (set: (text: string) => void) => (event: { readonly target: { readonly value: string } }) => {
    set(event.target.value);
    setComparison(undefined);
  };
  const compare = async () => {
    if (!parsed.ok) return;
    setComparison("busy");
    setComparison(await compareWithJq(program, parsed.value, trial));
  };
  return (
    <div className={styles.playground}>
      <Field label="jq program" error={trial?.ok === false ? trial.message : undefined}>
        {(wiring) => (
          <TextArea {...wiring} mono className={styles.area} value={program} onChange={change(setProgram)} />
        )}
      </Field>
      <Field label="Input (JSON)" error={parsed.ok ? undefined : parsed.message}>
        {(wiring) => <TextArea {...wiring} mono className={styles.area} value={input} onChange={change(setInput)} />}
      </Field>
      <div className={styles.result}>
        <div className={styles.head}>
          <span>Output</span>
          <Verdict comparison={comparison} />
          <Button size="sm" busy={comparison === "busy"} disabled={!parsed.ok} onClick={() => void compare()}>
            Compare with jq
          </Button>
        </div>
        <output className={styles.output} aria-label="Output">
          {trial?.ok === true && trial.outputs.map((value) => JSON.stringify(value, null, 2)).join("\n")}
        </output>
      </div>
    </div>
  );
}

function Verdict({ comparison }: { readonly comparison: Comparison | "busy" | undefined }) {
  if (comparison === undefined || comparison === "busy") return null;
  return (
    <span role="status" className={comparison.type === "same" ? styles.same : styles.different}>
      {comparison.type === "same" ? "jq says the same" : comparison.message}
    </span>
  );
}
