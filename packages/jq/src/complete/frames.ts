// The values that a place of a program works on, found by running what stands before it on samples. Bounded in steps and in number:
// what is not found is only not offered.
import { tryCompile } from "../compile-cached.ts";
import { JqRuntimeError } from "../errors.ts";
import type { Json, JsonObject } from "../json.ts";
import { isObject } from "../value/kinds.ts";
import type { JqSample } from "./completion.ts";

/** One value of “.” with the variables beside it. */
export interface Frame {
  readonly input: Json;
  readonly variables: JsonObject;
  readonly sample: JqSample;
}

const MOST_STEPS = 20_000;
const MOST_PER_SAMPLE = 24;

/** Every output of a program on a frame, as far as it comes; none for a program that does not compile. */
function outputsOf(program: string, { input, variables }: Frame): readonly Json[] {
  const compiled = tryCompile(program, { variables: Object.keys(variables) });
  if (!compiled.ok) return [];
  try {
    return compiled.program.run(input, { variables, maxSteps: MOST_STEPS });
  } catch (error) {
    return error instanceof JqRuntimeError ? error.outputs : [];
  }
}

function spread(frames: readonly Frame[], next: (frame: Frame) => readonly Frame[]): readonly Frame[] {
  const counts = new Map<JqSample, number>();
  const found: Frame[] = [];
  for (const frame of frames) {
    for (const each of next(frame)) {
      const count = counts.get(each.sample) ?? 0;
      if (count >= MOST_PER_SAMPLE) break;
      counts.set(each.sample, count + 1);
      found.push(each);
    }
  }
  return found;
}

/** The frames behind a program: one for each of its outputs. */
export function runFrames(program: string, frames: readonly Frame[]): readonly Frame[] {
  return spread(frames, (frame) => outputsOf(program, frame).map((input) => ({ ...frame, input })));
}

/** The frames with more variables: `program` gives an object of them for each. */
export function bindFrames(program: string, frames: readonly Frame[]): readonly Frame[] {
  return spread(frames, (frame) =>
    outputsOf(program, frame).flatMap((bound) =>
      isObject(bound) ? [{ ...frame, variables: { ...frame.variables, ...bound } }] : [],
    ),
  );
}
