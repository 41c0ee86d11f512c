// What can be inserted: a palette entry per kind of step, with a starting document part that is valid as far as can be.

import { CATALOG } from "@ironweave/actions/catalog";
import type { Json } from "@ironweave/jq";
import type { GraphIndex } from "../kernels/graph-index.ts";
import type { NamedTask, TaskKind } from "@ironweave/schema";

/** An entry of the palette and the insert menu. */
export interface InsertItem {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly group: "Act" | "Data" | "Flow" | "Events" | "Errors";
  readonly kind: TaskKind;
  readonly action?: string;
  readonly task: NamedTask;
}

function item(
  id: string,
  group: InsertItem["group"],
  kind: TaskKind,
  title: string,
  description: string,
  name: string,
  task: Json,
  action?: string,
): InsertItem {
  return { id, group, kind, title, description, task: { name, task }, ...(action === undefined ? {} : { action }) };
}

const BUILT_IN: readonly InsertItem[] = [
  item(
    "http",
    "Act",
    "call",
    "HTTP request",
    "Calls an address and reads the answer",
    "request",
    {
      call: "http",
      with: { method: "get", endpoint: "https://api.example.com" },
    },
    "http",
  ),
  item(
    "openapi",
    "Act",
    "call",
    "OpenAPI operation",
    "Calls an operation of a described API",
    "operation",
    {
      call: "openapi",
      with: { document: { endpoint: "https://api.example.com/openapi.json" }, operationId: "getItem" },
    },
    "openapi",
  ),
  item(
    "grpc",
    "Act",
    "call",
    "gRPC method",
    "Calls a method of a described service",
    "method",
    {
      call: "grpc",
      with: {
        proto: { endpoint: "https://api.example.com/service.proto" },
        service: { name: "package.Service", host: "api.example.com" },
        method: "Method",
      },
    },
    "grpc",
  ),
  item(
    "asyncapi",
    "Act",
    "call",
    "AsyncAPI operation",
    "Sends messages, or takes some",
    "message",
    {
      call: "asyncapi",
      with: {
        document: { endpoint: "https://api.example.com/asyncapi.json" },
        operation: "sendMessage",
        message: { payload: {} },
      },
    },
    "asyncapi",
  ),
  item(
    "mcp",
    "Act",
    "call",
    "MCP tool",
    "Uses a tool of an MCP server",
    "tool",
    {
      call: "mcp",
      with: {
        method: "tools/call",
        parameters: { name: "tool", arguments: {} },
        transport: { http: { endpoint: "https://mcp.example.com" } },
      },
    },
    "mcp",
  ),
  item(
    "a2a",
    "Act",
    "call",
    "A2A agent",
    "Asks another agent",
    "agent",
    {
      call: "a2a",
      with: {
        server: "https://agent.example.com",
        method: "message/send",
        parameters: { message: { role: "user", parts: [{ kind: "text", text: "Hello" }] } },
      },
    },
    "a2a",
  ),
  item(
    "container",
    "Act",
    "run",
    "Run a container",
    "Runs an image to its end",
    "container",
    {
      run: { container: { image: "busybox:1" } },
    },
    "container",
  ),
  item(
    "script",
    "Act",
    "run",
    "Run a script",
    "JavaScript or Python, inline",
    "script",
    {
      run: { script: { language: "javascript", code: "return 1" } },
    },
    "script",
  ),
  item(
    "shell",
    "Act",
    "run",
    "Run a command",
    "A shell command",
    "command",
    { run: { shell: { command: "true" } } },
    "shell",
  ),
  item(
    "workflow",
    "Act",
    "run",
    "Run a workflow",
    "Another workflow, awaited or not",
    "child",
    {
      run: { workflow: { namespace: "default", name: "other", version: "0.1.0" } },
    },
    "workflow",
  ),
  item("set", "Data", "set", "Set data", "Replaces the data by a new value", "set", { set: { value: "${ . }" } }),
  item("switch", "Flow", "switch", "Switch", "Goes one way or another", "decide", {
    switch: [{ yes: { when: ". != null", then: "continue" } }, { otherwise: { then: "continue" } }],
  }),
  item("for", "Flow", "for", "For each", "Repeats its steps for each item", "forEach", {
    for: { each: "item", in: ".items" },
    do: [],
  }),
  item("fork", "Flow", "fork", "Fork", "Runs branches at the same time", "inParallel", { fork: { branches: [] } }),
  item("do", "Flow", "do", "Group", "Holds steps together", "group", { do: [] }),
  item("wait", "Flow", "wait", "Wait", "Pauses for a time", "wait", { wait: { seconds: 5 } }),
  item("try", "Errors", "try", "Try and catch", "Retries, or handles what fails", "attempt", {
    try: [],
    catch: { do: [] },
  }),
  item("raise", "Errors", "raise", "Raise an error", "Fails on purpose", "fail", {
    raise: {
      error: {
        type: "https://serverlessworkflow.io/spec/1.0.0/errors/runtime",
        status: 500,
        title: "Something went wrong",
      },
    },
  }),
  item("emit", "Events", "emit", "Emit an event", "Publishes a CloudEvent", "emit", {
    emit: { event: { with: { source: "https://ironweave.example", type: "com.example.happened" } } },
  }),
  item("listen", "Events", "listen", "Listen", "Waits for events", "listen", {
    listen: { to: { one: { with: { type: "com.example.happened" } } } },
  }),
];

/** Everything that can be inserted: the language's own steps, then the catalog's actions that are not among them (or stand for any other). */
export const INSERT_ITEMS: readonly InsertItem[] = [
  ...BUILT_IN,
  ...CATALOG.filter(({ name }) => name !== "catalog" && !BUILT_IN.some((known) => known.action === name)).map(
    (action) =>
      item(
        `action:${action.name}`,
        "Act",
        "call",
        action.title,
        action.description,
        action.name.replaceAll(/[^\w-]+/g, "-"),
        {
          call: `${action.name}:1.0.0@default`,
          with: {},
        },
        action.name,
      ),
  ),
];

/** Calls of the functions that a document has itself. */
export function functionItems({ graph }: Pick<GraphIndex, "graph">): readonly InsertItem[] {
  const functions = graph.definitions?.find(({ role }) => role === "function")?.nodes ?? [];
  return functions.map(({ name }) =>
    item(`function:${name}`, "Act", "call", `Call ${name}`, "A function of this workflow", name, { call: name }, name),
  );
}

/** The entry of an id, or undefined. */
export function findInsertItem(id: string, index: Pick<GraphIndex, "graph">): InsertItem | undefined {
  return [...functionItems(index), ...INSERT_ITEMS].find((one) => one.id === id);
}
