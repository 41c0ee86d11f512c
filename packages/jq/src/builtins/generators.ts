// Generators: `recurse`, `while`, `until`, `repeat`, `limit`, `skip`, `first`, `last`, `nth`. Loops are loops, not recursion.
import type { Run } from "../budget.ts";
import { each, type Code, type Environment, type Path } from "../compile/code.ts";
import { ifCode, leave, untilBreak } from "../compile/flow.ts";
import { Raised, raise } from "../errors.ts";
import type { Json } from "../json.ts";
import { add } from "../value/arithmetic.ts";
import { isTrue } from "../value/kinds.ts";
import { compare } from "../value/order.ts";
import { both, EMPTY, identity, type Visit, type Walk } from "./walks.ts";

/**
 * Emits the value and, depth first, what `step` makes of it. The last output of each step is followed by looping, so that
 * a chain of any length needs no stack.
 */
export function recurseWith(step: Code): Code {
  return both((follow) => {
    const visitAll = (run: Run, environment: Environment, from: Path, start: Json, visit: Visit): void => {
      let path = from;
      let value = start;
      for (;;) {
        run.step();
        visit(path, value);
        let held: { readonly path: Path; readonly value: Json } | undefined;
        let failure: Raised | undefined;
        let isInside = true;
        const { depth } = run;
        run.enter(3);
        try {
          follow(step, run, environment, path, value, (nextPath, nextValue) => {
            const before = held;
            held = { path: nextPath, value: nextValue };
            if (before === undefined) return;
            isInside = false;
            visitAll(run, environment, before.path, before.value, visit);
            isInside = true;
          });
        } catch (error) {
          if (!(error instanceof Raised) || !isInside) throw error;
          // What was produced before the error comes first.
          failure = error;
        }
        run.depth = depth;
        if (failure !== undefined) {
          if (held !== undefined) visitAll(run, environment, held.path, held.value, visit);
          throw failure;
        }
        if (held === undefined) return;
        ({ path, value } = held);
      }
    };
    return visitAll;
  });
}

export function selectCode(condition: Code): Code {
  return ifCode(condition, identity, EMPTY);
}

/** `while`: `if condition then ., (update | _while) else empty end`. */
export function whileCode(condition: Code, update: Code): Code {
  return both((follow) => {
    const loop: Walk = (run, environment, from, start, visit) => {
      let path = from;
      let value = start;
      for (;;) {
        run.step();
        if (condition.one === undefined || update.one === undefined) break;
        if (!isTrue(condition.one(run, environment, value))) return;
        visit(path, value);
        let next: { readonly path: Path; readonly value: Json } | undefined;
        follow(update, run, environment, path, value, (nextPath, nextValue) => {
          next = { path: nextPath, value: nextValue };
        });
        if (next === undefined) return;
        ({ path, value } = next);
      }
      const { depth } = run;
      run.enter(4);
      each(condition, run, environment, value, (test) => {
        if (!isTrue(test)) return;
        visit(path, value);
        follow(update, run, environment, path, value, (nextPath, nextValue) => {
          loop(run, environment, nextPath, nextValue, visit);
        });
      });
      run.depth = depth;
    };
    return loop;
  });
}

export function untilCode(condition: Code, update: Code): Code {
  return both((follow) => {
    const loop: Walk = (run, environment, from, start, visit) => {
      let path = from;
      let value = start;
      while (condition.one !== undefined && update.one !== undefined) {
        run.step();
        if (isTrue(condition.one(run, environment, value))) return visit(path, value);
        let next: { readonly path: Path; readonly value: Json } | undefined;
        follow(update, run, environment, path, value, (nextPath, nextValue) => {
          next = { path: nextPath, value: nextValue };
        });
        if (next === undefined) return;
        ({ path, value } = next);
      }
      const { depth } = run;
      run.step();
      run.enter(4);
      each(condition, run, environment, value, (test) => {
        if (isTrue(test)) visit(path, value);
        else
          follow(update, run, environment, path, value, (nextPath, next) =>
            loop(run, environment, nextPath, next, visit),
          );
      });
      run.depth = depth;
    };
    return loop;
  });
}

export function repeatCode(body: Code): Code {
  return both((follow) => (run, environment, path, input, visit) => {
    for (;;) {
      run.step();
      follow(body, run, environment, path, input, visit);
    }
  });
}

/** Compares a count with 0 as jq does, whatever it is. */
export function signOf(count: Json): number {
  return compare(count, 0);
}

export function limitCode(count: Code, body: Code): Code {
  return both((follow) => (run, environment, path, input, visit) => {
    each(count, run, environment, input, (limit) => {
      if (signOf(limit) < 0) raise("limit doesn't support negative count");
      if (signOf(limit) === 0) return;
      let left: Json = limit;
      untilBreak(run, (token) => {
        follow(body, run, environment, path, input, (found, value) => {
          left = add(run, left, -1);
          visit(found, value);
          if (signOf(left) <= 0) leave(token);
        });
      });
    });
  });
}

export function skipCode(count: Code, body: Code): Code {
  return both((follow) => (run, environment, path, input, visit) => {
    each(count, run, environment, input, (skipped) => {
      if (signOf(skipped) < 0) raise("skip doesn't support negative count");
      let left: Json = skipped;
      follow(body, run, environment, path, input, (found, value) => {
        if (signOf(left) > 0) left = add(run, left, -1);
        else visit(found, value);
      });
    });
  });
}

export function firstCode(body: Code): Code {
  if (body.one !== undefined) return body;
  return both((follow) => (run, environment, path, input, visit) => {
    untilBreak(run, (token) => {
      follow(body, run, environment, path, input, (found, value) => {
        visit(found, value);
        leave(token);
      });
    });
  });
}

export function lastCode(body: Code): Code {
  if (body.one !== undefined) return body;
  return both((follow) => (run, environment, path, input, visit) => {
    let last: { readonly path: Path; readonly value: Json } | undefined;
    follow(body, run, environment, path, input, (found, value) => {
      last = { path: found, value };
    });
    if (last !== undefined) visit(last.path, last.value);
  });
}

export function nthCode(count: Code, body: Code): Code {
  return both((follow) => (run, environment, path, input, visit) => {
    each(count, run, environment, input, (wanted) => {
      if (signOf(wanted) < 0) raise("nth doesn't support negative indices");
      let left: Json = wanted;
      untilBreak(run, (token) => {
        follow(body, run, environment, path, input, (found, value) => {
          if (signOf(left) > 0) {
            left = add(run, left, -1);
          } else {
            visit(found, value);
            leave(token);
          }
        });
      });
    });
  });
}
