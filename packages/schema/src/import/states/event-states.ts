// consumeEvent, eventsAnd, eventsXor and generateEvent. An event is stored whole under its type.

import type { Json, JsonObject } from "@ironweave/jq";
import { isJsonObject } from "../../document/visit-kind.ts";
import { expression, literal, isConstantJx, jxProgram, jxTemplate } from "../jx/compile-jx.ts";
import { objects } from "../read/read-direktiv.ts";
import type { Placed } from "../read/read-direktiv.ts";
import { END, ROUTE, jxReport, textOf } from "../tasks/context.ts";
import type { Core, ImportContext, Path } from "../tasks/context.ts";
import { isNoTransform, outputAs, transformed } from "../tasks/transform.ts";
import { nextOf, transformReport } from "./plain-states.ts";
import { stateTimeout } from "./state-timeout.ts";
import { plainText } from "../read/plain-text.ts";
import { eventAttributeProblem } from "../../run/event-problem.ts";

/** Attributes of an event that are texts. */
const ATTRIBUTES = ["source", "type", "id", "time", "subject", "datacontenttype", "dataschema"];

/** Those of them that must have a form. */
const CHECKED = ["source", "time", "dataschema"];

/** The filter of an event: globs as regular expressions, queries as what the attribute must equal. */
export function eventFilter(event: JsonObject, path: Path, context: ImportContext): JsonObject {
  const wanted = isJsonObject(event["context"]) ? Object.entries(event["context"]) : [];
  const attributes = wanted.map(([name, value]): readonly [string, Json] => {
    if (!isConstantJx(value)) {
      const program = jxProgram(value, jxReport(context.report, [...path, "context", name]));
      return [name, expression(`. == ($input | ${program})`)];
    }
    if (typeof value !== "string" && !ATTRIBUTES.includes(name)) return [name, value];
    const text = plainText(value).trim();
    const isGlob = /[*?]/.test(text);
    // The language takes text for a regular expression; a dot is left as it is, so that names stay readable.
    const quoted = text.replace(isGlob ? /[\\^$.+()[\]{}|]/g : /[\\^$+()[\]{}|]/g, "\\$&");
    const pattern = quoted.replaceAll("*", ".*").replaceAll("?", ".");
    if (!CHECKED.includes(name)) return [name, literal(pattern)];
    // The language takes an address or a time here, or an expression.
    return [name, expression(isGlob ? `test(${JSON.stringify(`^(?:${pattern})$`)})` : JSON.stringify(text))];
  });
  return { with: { type: literal(plainText(event["type"])), ...Object.fromEntries(attributes) } };
}

export function consumeEvent(state: Placed, context: ImportContext): Core {
  const { value, path } = state;
  const event = isJsonObject(value["event"]) ? value["event"] : {};
  return {
    task: {
      listen: { to: { one: eventFilter(event, [...path, "event"], context) }, read: "envelope" },
      ...stateTimeout(value, context, 0),
      ...outputAs("$input + {(.[0].type): .[0]}", value["transform"], transformReport(state, context)),
    },
    next: nextOf(value),
  };
}

export function eventsAnd(state: Placed, context: ImportContext): Core {
  const { value, path } = state;
  const events = objects(value["events"]);
  const types = events.map((event) => plainText(event["type"]));
  if (new Set(types).size < types.length)
    context.report(
      "direktiv_event_types",
      [...path, "events"],
      "events of one type are stored under the type alone; the last counts",
    );
  return {
    task: {
      listen: {
        to: { all: events.map((event, index) => eventFilter(event, [...path, "events", index], context)) },
        read: "envelope",
      },
      ...stateTimeout(value, context, 0),
      ...outputAs(
        "reduce .[] as $event ($input; .[$event.type] = $event)",
        value["transform"],
        transformReport(state, context),
      ),
    },
    next: nextOf(value),
  };
}

export function eventsXor(state: Placed, context: ImportContext): Core {
  const { value, path } = state;
  const branches = objects(value["events"]).map((branch, index) => ({
    event: isJsonObject(branch["event"]) ? branch["event"] : {},
    transform: branch["transform"],
    target: textOf(branch["transition"]) ?? END,
    path: [...path, "events", index],
  }));
  // Direktiv takes the first branch of the event's type, whatever its context.
  const chosen = branches.filter(
    ({ event }, index) => branches.findIndex((other) => other.event["type"] === event["type"]) === index,
  );
  const [first] = chosen;
  const isOneWay = chosen.every(({ target }) => target === first?.target);
  const parts = chosen.flatMap(({ event, transform, target, path: at }) => {
    const data = transformed(".", transform, jxReport(context.report, [...at, "transform"]));
    const steps = [
      ...(data === "." ? [] : [`(${data})`]),
      ...(isOneWay ? [] : [`.${ROUTE} = ${JSON.stringify(target)}`]),
    ];
    return steps.length === 0
      ? []
      : [`if $event.type == ${JSON.stringify(event["type"] ?? "")} then ${steps.join(" | ")}`];
  });
  const stored = ".[0] as $event | $input + {($event.type): $event}";
  const as = parts.length === 0 ? "$input + {(.[0].type): .[0]}" : `${stored} | ${parts.join(" el")} end`;
  return {
    task: {
      listen: {
        to: { any: branches.map(({ event, path: at }) => eventFilter(event, [...at, "event"], context)) },
        read: "envelope",
      },
      ...stateTimeout(value, context, 0),
      output: { as: expression(as) },
    },
    next: isOneWay ? (first?.target ?? END) : END,
    ...(isOneWay ? {} : { routes: chosen.map(({ target }) => target) }),
  };
}

export function generateEvent(state: Placed, context: ImportContext): Core {
  const { value, path } = state;
  const event = isJsonObject(value["event"]) ? value["event"] : {};
  const at = [...path, "event"];
  const extensions = isJsonObject(event["context"]) ? event["context"] : {};
  const source = plainText(event["source"]);
  const isUri = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(source);
  const contentType = textOf(event["datacontenttype"]);
  if (contentType !== undefined && contentType !== "application/json")
    context.report(
      "direktiv_event_content",
      [...at, "datacontenttype"],
      "text that is base64 is sent as it is, not decoded",
    );
  if (event["data"] === undefined || event["data"] === null)
    context.report("direktiv_null", at, "the event has no data; before v0.8 Direktiv sent the whole instance data");
  const data = event["data"] ?? undefined;
  const attributes: JsonObject = {
    type: literal(plainText(event["type"])),
    source: isUri ? source : expression(JSON.stringify(source)),
    datacontenttype: literal(contentType ?? "application/json"),
    ...extensionsOf(extensions, [...at, "context"], context),
    ...(data === undefined ? {} : { data: jxTemplate(data, jxReport(context.report, [...at, "data"])) }),
  };
  const emit = { emit: { event: { with: attributes } } };
  const next = nextOf(value);
  const shaped = isNoTransform(value["transform"])
    ? { output: { as: "${ $input }" } }
    : outputAs("$input", value["transform"], transformReport(state, context));
  const delay = textOf(value["delay"]);
  if (delay === undefined || delay === "immediate") return { task: { ...emit, ...shaped }, next };
  context.report(
    "direktiv_event_delay",
    [...path, "delay"],
    "the workflow waits for the delay; Direktiv went on and sent later",
  );
  const name = plainText(value["id"]);
  return {
    task: {
      do: [{ [context.uniqueName(`${name}-delay`)]: { wait: delay } }, { [context.uniqueName(`${name}-emit`)]: emit }],
      ...shaped,
    },
    next,
  };
}

/** Extension attributes of an event to send; those that the language knows must be texts of their form. */
function extensionsOf(value: JsonObject, path: Path, context: ImportContext): JsonObject {
  const attributes: [string, Json][] = [];
  for (const [name, each] of Object.entries(value)) {
    const attribute = attributeOf(name, jxTemplate(each, jxReport(context.report, [...path, name])));
    const problem = eventAttributeProblem(name, attribute);
    if (problem === undefined) attributes.push([name, attribute]);
    else
      context.report("direktiv_event_attribute", [...path, name], `left out, since no event may have it: ${problem}`);
  }
  return Object.fromEntries(attributes);
}

function attributeOf(name: string, template: Json): Json {
  if (!ATTRIBUTES.includes(name)) return template;
  const text = plainText(template);
  return CHECKED.includes(name) && !text.startsWith("${") ? expression(JSON.stringify(text)) : text;
}
