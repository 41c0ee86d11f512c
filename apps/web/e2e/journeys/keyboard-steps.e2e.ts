// By keyboard alone: a workflow from nothing, with every kind of step, each found by its role and name as a screen reader says it,
// and its form filled.

import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";

test.describe.configure({ timeout: 300_000 });

interface Step {
  /** What is typed into the insert menu. */
  readonly words: string;
  /** What a screen reader says of the new step. */
  readonly said: string;
  readonly field?: { readonly label: string; readonly value: string };
  /** The line of the text that it becomes. */
  readonly line: string;
}

const step = (words: string, said: string, line: string, label?: string, value?: string): Step => ({
  words,
  said,
  line,
  ...(label === undefined || value === undefined ? {} : { field: { label, value } }),
});

/** Raise comes last: nothing is reached after it. */
const STEPS: readonly Step[] = [
  step("http request", "request, call http", "endpoint: https://demo.example/a", "Endpoint", "https://demo.example/a"),
  step("openapi", "operation, call openapi", "operationId: listHosts", "Operation", "listHosts"),
  step("grpc", "method, call grpc", "method: SayHello", "Method", "SayHello"),
  step("asyncapi", "message, call asyncapi", "operation: publishHost", "Operation", "publishHost"),
  step("mcp", "tool, call mcp", "endpoint: https://mcp.example.com"),
  step("a2a", "agent, call a2a", "server: https://agent.example/x", "Server", "https://agent.example/x"),
  step("run a container", "container, run container", "image: alpine:3", "Image", "alpine:3"),
  step("run a command", "command, run shell", "command: 'uname'", "Command", "uname"),
  step("run a workflow", "child, run workflow", "version: 2.0.0", "Version", "2.0.0"),
  step("log", "log, call log:1.0.0@default", "message: hello", "Message", "hello"),
  step("set variable", "set variable, call set-variable:1.0.0@default", "key: greeting", "Key", "greeting"),
  step("set data", "set, set", "value: ${ .answer }", "value", "${ .answer }"),
  step("switch", "decide, switch", "when: .ready", "When", ".ready"),
  step("for each", "for each, for each", "in: .hosts", "In", ".hosts"),
  step("fork", "in parallel, fork", "branches: []"),
  step("group", "group, do", "do: []"),
  step("wait", "wait, wait", "seconds: 7", "Seconds", "7"),
  step("try and", "attempt, try", "try: []"),
  step("emit", "emit, emit", "type: com.example.ready", "Type", "com.example.ready"),
  step("listen", "listen, listen", "type: com.example.awaited", "Type", "com.example.awaited"),
  step("raise", "fail, raise", "title: Out of stock", "Title", "Out of stock"),
];

test("every kind of step is added and its form filled by keyboard alone", async ({ keyboard, designer }) => {
  const { page } = keyboard;
  await keyboard.create(freshName("all-kinds"));
  await designer.ready();
  const form = page.getByRole("complementary", { name: "Inspector" });
  for (const [at, { words, said, field, line }] of STEPS.entries()) {
    await test.step(said, async () => {
      await keyboard.insert(words);
      const card = page.getByRole("button", { name: `${said}, step ${at + 1} of ${at + 1}` });
      await expect(card).toBeFocused();
      if (field !== undefined) {
        await keyboard.press("Enter");
        await expect(form.getByRole("textbox", { name: "Name", exact: true }).first()).toBeFocused();
        await keyboard.fill(form.getByLabel(new RegExp(`^${field.label}\\s*\\*?$`)).last(), field.value);
        // Leaving the field settles it; Escape leaves the form.
        await keyboard.press("Tab", "Escape");
        await expect(card).toBeFocused();
      }
      await designer.expectText(line);
    });
  }
  await keyboard.press("Home");
  await expect(page.getByRole("button", { name: `request, call http, step 1 of ${STEPS.length}` })).toBeFocused();
  await designer.expectSaved();
});

test("the text of a script, a choice and an optional field are reached in the form by keyboard alone", async ({
  keyboard,
  designer,
}) => {
  const { page } = keyboard;
  await keyboard.create(freshName("form-keys"));
  await designer.ready();
  const form = page.getByRole("complementary", { name: "Inspector" });
  await keyboard.insert("run a script");
  await keyboard.press("Enter");
  await keyboard.tabTo(form.getByRole("combobox", { name: "Form of Run" }));
  await keyboard.type("Shell");
  await designer.expectText("shell:");
  await keyboard.fill(form.getByRole("combobox", { name: /^Command/ }), "hostname");
  await designer.expectText("command: 'hostname'");
  await keyboard.activate(form.getByRole("button", { name: /^If, Input/ }));
  await keyboard.fill(form.getByRole("combobox", { name: /^If/ }), "${ .ready }");
  await keyboard.press("Tab", "Escape");
  await expect(page.getByRole("button", { name: /^script, run shell, step 1 of 1, conditional/ })).toBeFocused();
  await designer.expectText("if: ${ .ready }");
});
