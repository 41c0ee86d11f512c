// The shape of a builtin that computes one value from its input and its arguments' values.
import type { Run } from "../budget.ts";
import type { Json } from "../json.ts";
import { each, several, single, type Code } from "../compile/code.ts";

/** Computes the output; arguments are values. */
export type Native = (run: Run, input: Json, first: Json, second: Json, third: Json) => Json;

/** Builtins by `name/arity`. */
export type NativeTable = Readonly<Record<string, Native>>;

/** Which argument is the outermost loop when arguments have several outputs: jq's own builtins differ. */
export type ArgumentOrder = "first" | "last";

/** Returns the code of a call of a native builtin. */
export function nativeCode(native: Native, args: readonly Code[], order: ArgumentOrder): Code {
  const [first, second, third] = args;
  if (first === undefined) return single((run, _environment, input) => native(run, input, null, null, null));
  const firstOne = first.one;
  if (second === undefined && firstOne !== undefined) {
    return single((run, environment, input) => native(run, input, firstOne(run, environment, input), null, null));
  }
  if (args.every(({ one }) => one !== undefined)) {
    return single((run, environment, input) =>
      native(
        run,
        input,
        firstOne?.(run, environment, input) ?? null,
        second?.one?.(run, environment, input) ?? null,
        third?.one?.(run, environment, input) ?? null,
      ),
    );
  }
  const indexes = args.map((_, index) => index);
  const sequence = order === "first" ? indexes : indexes.reverse();
  return several((run, environment, input, emit) => {
    const values: Json[] = [null, null, null];
    const bind = (at: number): void => {
      const index = sequence[at];
      const code = index === undefined ? undefined : args[index];
      if (index === undefined || code === undefined) {
        if (emit(native(run, input, values[0] ?? null, values[1] ?? null, values[2] ?? null))) run.settle();
        return;
      }
      each(code, run, environment, input, (value) => {
        values[index] = value;
        bind(at + 1);
      });
    };
    bind(0);
    return false;
  });
}
