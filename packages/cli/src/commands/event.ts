// `ironweave event send`: CloudEvents to a server's gateway, from files or from options.

import { parseArgs } from "node:util";
import type { Json, JsonObject } from "@ironweave/jq";
import { completeEvent, readEvents } from "../event/read-events.ts";
import { oneOf, readJsonArgument, readText } from "../read-text.ts";
import { terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";

const OPTIONS = {
  type: { type: "string" },
  source: { type: "string" },
  id: { type: "string" },
  subject: { type: "string" },
  time: { type: "string" },
  data: { type: "string" },
  attribute: { type: "string", multiple: true, default: [] as string[] },
  wait: { type: "string", default: "0" },
  "no-spool": { type: "boolean", default: false },
  format: { type: "string", default: "text" },
} as const;

type Values = ReturnType<typeof parse>["values"];

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
}

/** Exit code 0 accepted or kept, 2 wrong usage, refused, or no server. */
export async function eventCommand(args: readonly string[]): Promise<number> {
  const [action, ...rest] = args;
  if (action !== "send") throw new UsageError("say what to do: ironweave event send; see ironweave event --help");
  const { values, positionals } = parse(rest);
  const format = oneOf(["text", "json"], values.format, "--format");
  const waitSeconds = Number(values.wait);
  if (!(waitSeconds >= 0)) throw new UsageError(`--wait is a number of seconds, not ${JSON.stringify(values.wait)}`);
  const events = await eventsOf(values, positionals);
  const [{ sendEvents }, { findServer }] = await Promise.all([
    import("../event/send-events.ts"),
    import("../run/server-address.ts"),
  ]);
  const server = await findServer("event");
  const { sent, unsent, problem = "" } = await sendEvents(server, events, waitSeconds);
  const { stateFolder } = server;
  if (unsent.length > 0 && (stateFolder === undefined || values["no-spool"])) {
    const done = sent.length === 0 ? "" : `${sent.length} of ${events.length} events were accepted; `;
    throw new UsageError(
      `${problem}; ${done}${unsent.length} not sent. Send again: what was accepted is known again by its id. --wait SECONDS tries for longer`,
    );
  }
  let spooled: string | undefined;
  if (unsent.length > 0 && stateFolder !== undefined) {
    const { spoolEvents } = await import("../event/spool-events.ts");
    spooled = await spoolEvents(stateFolder, server.token, unsent);
  }
  if (format === "json") {
    const kept = spooled === undefined ? {} : { spooled: { file: spooled, events: unsent.length } };
    await terminal.out(`${JSON.stringify({ events: sent, ...kept }, null, 2)}\n`);
    return 0;
  }
  for (const { source, id, duplicate } of sent) {
    await terminal.out(`${duplicate ? "known before" : "accepted"}  ${source}  ${id}\n`);
  }
  if (spooled !== undefined) {
    terminal.err(`ironweave: ${problem}; ${unsent.length} kept in ${spooled}, accepted when it starts\n`);
  }
  return 0;
}

async function eventsOf(values: Values, files: readonly string[]): Promise<readonly JsonObject[]> {
  const { type, source, id, subject, time, data, attribute } = values;
  if (type === undefined) {
    const given = [source, id, subject, time, data, ...attribute].some((each) => each !== undefined);
    if (given) throw new UsageError("--source, --id, --subject, --time, --data and --attribute belong to --type");
    if (files.length === 0) throw new UsageError("name a file with events, or give --type; see ironweave event --help");
    const events: JsonObject[] = [];
    for (const file of files) events.push(...readEvents(await readText(file), file));
    return events;
  }
  if (files.length > 0) throw new UsageError("give files or --type, not both");
  const attributes = Object.fromEntries(
    attribute.map((each) => {
      const at = each.indexOf("=");
      if (at < 1) throw new UsageError(`--attribute is NAME=TEXT, not ${JSON.stringify(each)}`);
      return [each.slice(0, at), each.slice(at + 1)] as const;
    }),
  );
  const named = Object.entries({ source, id, subject, time }).filter(([, value]) => value !== undefined);
  const json: Json | undefined = data === undefined ? undefined : await readJsonArgument(data, "--data");
  return [
    completeEvent({
      ...attributes,
      ...(Object.fromEntries(named) as Readonly<Record<string, string>>),
      type,
      ...(json === undefined ? {} : { datacontenttype: "application/json", data: json }),
    }),
  ];
}
