// What Direktiv's own cases leave out of its semantics (direktiv.md 2.3 to 2.6): imported and run.

import type { Json, JsonObject } from "@ironweave/jq";
import { expect, test } from "vitest";
import { WorkflowFault } from "./errors/workflow-fault.ts";
import { DirektivNamespace } from "./testing/direktiv-namespace.ts";
import type { InstanceView } from "./testing/direktiv-namespace.ts";

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
const ECHO = "functions:\n- { id: echo, type: reusable, image: echo }\n";

interface Run {
  readonly input?: Json;
  readonly files?: Readonly<Record<string, string>>;
  readonly events?: readonly JsonObject[];
  /** What the container does with its input; echoes it by default. */
  readonly container?: (input: Json) => Json;
}

async function run(yaml: string, { input = {}, files, events = [], container }: Run = {}): Promise<InstanceView> {
  const namespace = new DirektivNamespace(
    { ...files, "/main.yaml": yaml },
    (call) => {
      const { stdin } = call.arguments as { readonly stdin: string };
      const given: Json = JSON.parse(stdin);
      return Promise.resolve(JSON.stringify(container === undefined ? given : container(given)));
    },
    turn,
  );
  const main = namespace.imported.find(({ path }) => path === "/main.yaml");
  expect(main?.yaml, JSON.stringify(main?.diagnostics)).toBeDefined();
  const instance = namespace.invoke("/main.yaml", input);
  await namespace.settle();
  for (const event of events) {
    namespace.broadcast(event);
    await namespace.settle();
  }
  await namespace.finish(instance);
  return namespace.view(instance);
}

function fails(code: string): () => never {
  return () => {
    throw new WorkflowFault({ type: "direktiv://error", status: 500, title: code, detail: "no" });
  };
}

test("a start state that is not the first is where the run begins", async () => {
  const yaml =
    "start: { type: default, state: b }\nstates:\n- { id: a, type: noop, transform: { x: 1 } }\n- { id: b, type: noop }\n";
  expect((await run(yaml, { input: { y: 1 } })).output).toEqual({ y: 1 });
});

test("a condition that is null is an error that catch can route", async () => {
  const yaml = `states:
- id: a
  type: switch
  conditions:
  - condition: jq(.missing)
    transition: b
  - condition: jq(.ok)
    transition: c
    transform: jq(.seen = true)
  catch:
  - error: direktiv.jq.*
    transition: d
- { id: b, type: noop, transform: { at: b } }
- { id: c, type: noop }
- { id: d, type: noop, transform: { code: jq(.error.code) } }
`;
  expect((await run(yaml)).output).toEqual({ code: "direktiv.jq.badCommand" });
  expect((await run(yaml, { input: { missing: 0, ok: 1 } })).output).toEqual({ missing: 0, ok: 1, seen: true });
  expect((await run(yaml, { input: { missing: 0, ok: "" } })).output).toEqual({ missing: 0, ok: "" });
  expect((await run(yaml, { input: { missing: 1 } })).output).toEqual({ at: "b" });
});

test("catches are searched in order, unanchored; without a target the run completes", async () => {
  const yaml = `${ECHO}states:
- id: a
  type: action
  action: { function: echo }
  catch:
  - { error: ^com., transition: b }
  - { error: direktiv }
  - { error: "*", transition: c }
  transition: d
- { id: b, type: noop, transform: jq(.at = "b") }
- { id: c, type: noop, transform: jq(.at = "c") }
- { id: d, type: noop, transform: { at: d } }
`;
  const error = (code: string) => ({ error: { code, msg: "no" } });
  expect((await run(yaml, { container: fails("com.x") })).output).toEqual({ ...error("com.x"), at: "b" });
  expect((await run(yaml, { container: fails("io.direktiv.x") })).output).toEqual(error("io.direktiv.x"));
  expect((await run(yaml, { container: fails("x") })).output).toEqual({ ...error("x"), at: "c" });
  expect((await run(yaml)).output).toEqual({ at: "d" });
});

test("an error that no pattern means fails the run with its code", async () => {
  const yaml = `${ECHO}states:\n- id: a\n  type: action\n  action: { function: echo }\n  catch:\n  - { error: com }\n`;
  const { status, errorCode } = await run(yaml, { container: fails("x.y") });
  expect({ status, errorCode }).toEqual({ status: "failed", errorCode: "x.y" });
});

test("retries run 1 + max_attempts times, then the error is retries.exceeded; other codes are not retried", async () => {
  const yaml = `${ECHO}states:
- id: a
  type: action
  action:
    function: echo
    retries: { max_attempts: 2, delay: PT1S, multiplier: 2, codes: [com.x] }
`;
  const runWith = async (code: string) => {
    let runs = 0;
    const { errorCode } = await run(yaml, {
      container: () => {
        runs += 1;
        return fails(code)();
      },
    });
    return { errorCode, runs };
  };
  expect(await runWith("com.x")).toEqual({ errorCode: "direktiv.retries.exceeded", runs: 3 });
  expect(await runWith("com.y")).toEqual({ errorCode: "com.y", runs: 1 });
});

test("foreach gives the results in order, its action sees the item only, and an empty array gives none", async () => {
  const yaml = `${ECHO}states:
- id: a
  type: foreach
  array: jq(.items)
  action: { function: echo, input: { v: jq(.n), all: jq(.) } }
`;
  const items = [{ n: 1 }, { n: 2 }];
  expect((await run(yaml, { input: { items } })).output).toEqual({
    items,
    return: [
      { v: 1, all: { n: 1 } },
      { v: 2, all: { n: 2 } },
    ],
  });
  expect((await run(yaml, { input: { items: [] } })).output).toEqual({ items: [] });
  expect((await run(yaml, { input: { items: 5 } })).status).toBe("failed");
});

test("parallel in mode or gives the first success at its place, the others null", async () => {
  const yaml = `${ECHO}states:
- id: a
  type: parallel
  mode: or
  actions:
  - { function: echo, input: { fail: true } }
  - { function: echo, input: { v: 1 } }
  transform: { result: jq(.return) }
`;
  const container = (input: Json): Json => (JSON.stringify(input).includes("fail") ? fails("x")() : input);
  expect((await run(yaml, { container })).output).toEqual({ result: [null, { v: 1 }] });
});

test("a subflow gets what is no map under input, and its result may be transformed", async () => {
  const yaml = `functions:
- { id: sub, type: subflow, workflow: ./child }
states:
- id: a
  type: action
  action: { function: sub, input: "jq([.x])" }
  transform: jq(.return)
`;
  const files = { "/child.yaml": "states:\n- { id: a, type: noop }\n" };
  expect((await run(yaml, { input: { x: 1 }, files })).output).toEqual({ input: [1] });
});

test("eventsXor goes by the type of the event, with a transform for each", async () => {
  const yaml = `states:
- id: a
  type: eventsXor
  events:
  - { event: { type: red, context: { room: "1*" } }, transition: b, transform: jq(.got = .red.data) }
  - { event: { type: blue }, transition: c }
- { id: b, type: noop, transform: "jq({b: .got})" }
- { id: c, type: noop, transform: "jq({c: .blue.data})" }
`;
  const event = (type: string, room: string) => ({ specversion: "1.0", id: room, source: "/x", type, room, data: 7 });
  expect((await run(yaml, { events: [event("red", "22"), event("red", "12")] })).output).toEqual({ b: 7 });
  expect((await run(yaml, { events: [event("blue", "")] })).output).toEqual({ c: 7 });
});

test("validate looks at its subject and leaves the data as they are", async () => {
  const yaml = "states:\n- id: a\n  type: validate\n  subject: jq(.mail)\n  schema: { type: string, format: email }\n";
  expect((await run(yaml, { input: { mail: "a@b.c" } })).output).toEqual({ mail: "a@b.c" });
  expect((await run(yaml, { input: { mail: "ab.c" } })).errorCode).toBe("direktiv.schema.failed");
});

test("an error that goes on fails the run at its end, a second one is multipleErrors and can be caught", async () => {
  const yaml = `states:
- { id: a, type: error, error: first, message: "%v of %s", args: [jq(.n), jq(.t)], transition: b }
- { id: b, type: noop, transition: c }
- id: c
  type: switch
  conditions:
  - { condition: jq(.twice), transition: d }
- id: d
  type: error
  error: second
  message: x
  transition: b
`;
  const one = await run(yaml, { input: { n: 3, t: "y", twice: false } });
  expect([one.errorCode, one.errorMessage, one.flow]).toEqual(["first", "3 of y", ["a", "b", "c"]]);
  const two = await run(yaml, { input: { n: 3, t: "y", twice: true } });
  expect([two.errorCode, two.flow]).toEqual(["direktiv.workflow.multipleErrors", ["a", "b", "c", "d"]]);
});

test("an error state's own catch does not see its error", async () => {
  const yaml = `states:
- { id: a, type: error, error: own, message: x, catch: [{ error: "*", transition: b }] }
- { id: b, type: noop }
`;
  const { errorCode, flow } = await run(yaml);
  expect({ errorCode, flow }).toEqual({ errorCode: "own", flow: ["a"] });
});

test("variables of the instance are kept until they are set to something empty", async () => {
  const yaml = `states:
- id: a
  type: setter
  variables:
  - { key: v, scope: instance, value: "jq(.v)" }
  - { key: "t-jq(.k)", scope: instance, value: plain, mimeType: text/plain }
  transition: b
- id: b
  type: getter
  variables:
  - { key: v, scope: instance }
  - { key: t-9, scope: instance, as: text }
  - { key: none, scope: instance }
  transform: jq(.var)
`;
  expect((await run(yaml, { input: { v: [1], k: 9 } })).output).toEqual({ v: [1], text: "cGxhaW4=", none: null });
  expect((await run(yaml, { input: { v: 0, k: 9 } })).output).toEqual({ v: null, text: "cGxhaW4=", none: null });
});

test("a timeout of a listening state is the soft timeout", async () => {
  const yaml = `states:
- id: a
  type: consumeEvent
  timeout: PT2S
  event: { type: never }
  catch:
  - { error: direktiv.cancels.timeout.soft, transition: b }
- { id: b, type: noop, transform: { late: jq(.error.code) } }
`;
  expect((await run(yaml)).output).toEqual({ late: "direktiv.cancels.timeout.soft" });
});

test("a delay of 16 minutes fails without timeouts, and not with them", async () => {
  const yaml = "states:\n- { id: a, type: delay, duration: PT16M }\n";
  expect((await run(yaml)).errorCode).toBe("direktiv.cancels.timeout.soft");
  expect((await run(`timeouts: { interrupt: PT1H }\n${yaml}`)).status).toBe("complete");
});

test("a transform that gives no object fails", async () => {
  expect((await run("states:\n- { id: a, type: noop, transform: jq(5) }\n")).errorCode).toBe("direktiv.jq.badCommand");
});

test("what has no equal fails where it is reached and nowhere else", async () => {
  const yaml = `states:
- id: a
  type: switch
  conditions:
  - { condition: jq(.js), transition: b }
- { id: b, type: noop, transform: { x: js(return later()) } }
`;
  expect((await run(yaml, { input: { js: false } })).status).toBe("complete");
  const { status, errorMessage } = await run(yaml, { input: { js: true } });
  expect(status).toBe("failed");
  expect(errorMessage).toContain("direktiv.import.unsupported: js");
});
