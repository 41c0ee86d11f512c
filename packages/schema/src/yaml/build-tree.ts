// js-yaml's events (a flat list with offsets) as a syntax tree with values. The events leave out dashes, colons and closing
// brackets; as the text is known to be well-formed, they are found by skipping blanks and comments.
// The invariant: never throws for events of the same text; what is wrong goes to `report`, once per mistake.

import type { Json } from "@ironweave/jq";
import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE, getScalarValue } from "js-yaml";
import type { Event, ScalarEvent } from "js-yaml";
import type { TextRange } from "../diagnostic.ts";
import { MAX_ALIAS_EXPANSION } from "./limits.ts";
import { plainScalarValue, standardTag, taggedScalarValue } from "./scalar-value.ts";
import type { NodeStyle, SyntaxEntry, SyntaxNode } from "./syntax-tree.ts";

/** Receives each mistake: the code of the diagnostic, where, and what is wrong. */
export type Report = (code: string, range: TextRange, message: string) => void;

/** Anchored nodes by the names of their anchors. */
export type Anchors = ReadonlyMap<string, SyntaxNode>;

const STYLES: { readonly [style: number]: NodeStyle } = {
  [SCALAR_STYLE.PLAIN]: "plain",
  [SCALAR_STYLE.SINGLE_QUOTED]: "single",
  [SCALAR_STYLE.DOUBLE_QUOTED]: "double",
  [SCALAR_STYLE.LITERAL_BLOCK]: "literal",
  [SCALAR_STYLE.FOLDED_BLOCK]: "folded",
};

type NodeEvent = Exclude<Event, { type: typeof EVENT_ID.POP } | { type: typeof EVENT_ID.DOCUMENT }>;

/** Sets an own property; `__proto__` is an ordinary key. */
function setOwn(target: Record<string, Json>, key: string, value: Json): void {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else target[key] = value;
}

/** The tree of the first document in `events`, or undefined where it is empty. `outside`: anchors of a text around this one. */
export function buildTree(
  text: string,
  events: readonly Event[],
  report: Report,
  outside: Anchors = new Map(),
): SyntaxNode | undefined {
  const anchors = new Map<string, { readonly node: SyntaxNode | undefined; readonly weight: number }>(
    [...outside].map(([name, node]) => [name, { node, weight: JSON.stringify(node.value).length }]),
  );
  let position = 1;
  let weight = 0;
  let expanded = 0;
  let isMerged = false;

  /** Offset of the next character that is neither blank nor comment, nor (in flow collections) a comma. */
  const skip = (from: number, commas = false): number => {
    let at = from;
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09 || unit === 0xfeff) continue;
      if (unit === 0x2c && commas) continue;
      if (unit !== 0x23) break;
      while (at + 1 < text.length && text[at + 1] !== "\n" && text[at + 1] !== "\r") at++;
    }
    return at;
  };

  const next = (): Event | undefined => events[position++];
  const atPop = (): boolean => {
    const event = events[position];
    return event === undefined || event.type === EVENT_ID.POP;
  };

  const scalarEnd = (event: ScalarEvent, style: NodeStyle): number => {
    if (style === "single" || style === "double") return event.valueEnd + 1;
    if (style === "plain") return event.valueEnd;
    let end = event.valueEnd;
    if (
      /\+/.test(text.slice(text.lastIndexOf("\n", event.valueStart - 2) + 1, event.valueStart).replace(/.*[|>]/s, ""))
    )
      return end;
    while (end > event.valueStart && /[\s]/.test(text[end - 1] ?? "")) {
      const lineStart = text.lastIndexOf("\n", end - 1) + 1;
      if (text.slice(lineStart, end).trim() !== "" && text[end - 1] !== "\n" && text[end - 1] !== "\r") break;
      end = text[end - 1] === "\n" || text[end - 1] === "\r" ? end - 1 : lineStart;
    }
    return end;
  };

  const readNode = (cursor: number): SyntaxNode => {
    const event = next() as NodeEvent;
    if (event.type === EVENT_ID.ALIAS) {
      const name = text.slice(event.anchorStart, event.anchorEnd);
      const range = { start: event.anchorStart - 1, end: event.anchorEnd };
      const target = anchors.get(name);
      let value: Json = null;
      if (target === undefined) {
        if (!isMerged) report("yaml_alias_unknown", range, `there is no anchor &${name} above this alias`);
      } else if (target.node === undefined)
        report("yaml_alias_cycle", range, `the alias *${name} lies inside its own anchor`);
      else {
        weight += target.weight;
        const before = expanded;
        expanded += target.weight;
        if (expanded <= MAX_ALIAS_EXPANSION) value = target.node.value;
        else if (before <= MAX_ALIAS_EXPANSION)
          report("yaml_alias_expansion", range, "the aliases of this text expand to more than 1 MB");
      }
      return {
        type: "alias",
        style: "alias",
        ...range,
        contentStart: range.start,
        anchor: name,
        tagged: false,
        value,
        entries: [],
      };
    }
    const anchor = event.anchorStart >= 0 ? text.slice(event.anchorStart, event.anchorEnd) : undefined;
    const tagged = event.tagStart >= 0;
    const propsStart = Math.min(
      anchor === undefined ? Number.POSITIVE_INFINITY : event.anchorStart - 1,
      tagged ? event.tagStart : Number.POSITIVE_INFINITY,
    );
    const propsEnd = Math.max(event.anchorEnd, event.tagEnd);
    const tag = tagged ? readTag(event.tagStart, event.tagEnd) : undefined;
    const weightBefore = weight;
    if (anchor !== undefined) anchors.set(anchor, { node: undefined, weight: 0 });
    const node =
      event.type === EVENT_ID.SCALAR
        ? readScalar(event, cursor, propsStart, propsEnd, tag)
        : readCollection(event, cursor, propsStart, propsEnd, tag);
    const finished = anchor === undefined ? node : { ...node, anchor };
    if (anchor !== undefined) anchors.set(anchor, { node: finished, weight: weight - weightBefore });
    return finished;
  };

  const readTag = (start: number, end: number): string | undefined => {
    const name = standardTag(text.slice(start, end));
    if (name === undefined)
      report("yaml_tag", { start, end }, `the tag ${text.slice(start, end)} is not one of YAML's core schema`);
    return name;
  };

  const readScalar = (
    event: ScalarEvent,
    cursor: number,
    propsStart: number,
    propsEnd: number,
    tag: string | undefined,
  ): SyntaxNode => {
    const hasProps = propsEnd >= 0;
    const content = event.valueStart < 0 ? "" : getScalarValue(text, event);
    weight += content.length + 1;
    const style = event.valueStart < 0 ? "empty" : (STYLES[event.style] ?? "plain");
    const contentStart = style === "empty" ? (hasProps ? propsEnd : cursor) : skip(hasProps ? propsEnd : cursor);
    const start = hasProps ? propsStart : contentStart;
    const end = style === "empty" ? contentStart : Math.max(scalarEnd(event, style), contentStart + 1);
    let value: Json = content;
    if (tag !== undefined) {
      const tagValue = taggedScalarValue(content, tag);
      if (tagValue === undefined) report("yaml_tag", { start, end }, `this value does not fit its tag !!${tag}`);
      else value = tagValue;
    } else if (style === "plain" || style === "empty") value = plainScalarValue(content);
    if (typeof value === "number" && !Number.isFinite(value)) {
      report("yaml_number", { start, end }, `${content} is not a number that JSON can hold`);
      value = null;
    }
    return { type: "scalar", style, start, contentStart, end, tagged: tag !== undefined, value, entries: [] };
  };

  const readCollection = (
    event: Exclude<NodeEvent, ScalarEvent | { type: typeof EVENT_ID.ALIAS }>,
    cursor: number,
    propsStart: number,
    propsEnd: number,
    tag: string | undefined,
  ): SyntaxNode => {
    const hasProps = propsEnd >= 0;
    const flow = event.style === COLLECTION_STYLE.FLOW;
    const contentStart = skip(hasProps ? propsEnd : cursor);
    const type = event.type === EVENT_ID.MAPPING ? "map" : "seq";
    if (tag !== undefined && tag !== type)
      report("yaml_tag", { start: propsStart, end: propsEnd }, `this value does not fit its tag !!${tag}`);
    const bracketed = flow && (text[contentStart] === "{" || text[contentStart] === "[");
    weight += 2;
    const entries: SyntaxEntry[] = [];
    let at = bracketed ? contentStart + 1 : contentStart;
    const value = type === "map" ? readMap(entries, at, flow) : readSeq(entries, at, flow);
    at = entries.at(-1)?.end ?? at;
    const end = bracketed ? skip(at, true) + 1 : at;
    next();
    return {
      type,
      style: flow ? "flow" : "block",
      start: hasProps ? propsStart : contentStart,
      contentStart,
      end,
      tagged: tag !== undefined,
      value,
      entries,
    };
  };

  const readSeq = (entries: SyntaxEntry[], from: number, flow: boolean): Json => {
    const items: Json[] = [];
    let cursor = from;
    while (!atPop()) {
      const start = skip(cursor, flow);
      const value = readNode(flow ? start : start + 1);
      const end = Math.max(value.end, flow ? start : start + 1);
      entries.push({ key: items.length, start, colon: -1, value, end });
      items.push(value.value);
      cursor = end;
    }
    return items;
  };

  const readMap = (entries: SyntaxEntry[], from: number, flow: boolean): Json => {
    const members: Record<string, Json> = {};
    const seen = new Set<string>();
    let cursor = from;
    while (!atPop()) {
      const start = skip(cursor, flow);
      const explicit = text[start] === "?" && /[\s]/.test(text[start + 1] ?? " ");
      const keyNode = readNode(explicit ? start + 1 : start);
      const range = { start: keyNode.start, end: keyNode.end };
      if (keyNode.type !== "scalar" && keyNode.type !== "alias") {
        report("yaml_complex_key", range, "a key must be a single value, not a list or a map");
      }
      const key = typeof keyNode.value === "string" ? keyNode.value : JSON.stringify(keyNode.value);
      if (seen.has(key)) report("yaml_duplicate_key", range, `the key ${key} stands twice in this map`);
      if (key === "<<" && keyNode.style === "plain")
        report("yaml_merge_key", range, "merge keys (<<) are not part of YAML 1.2; write the members out");
      seen.add(key);
      const afterKey = skip(Math.max(keyNode.end, explicit ? start + 1 : start));
      const colon = text[afterKey] === ":" ? afterKey : -1;
      // What a merge key would merge needs no further word.
      isMerged = key === "<<" && keyNode.style === "plain";
      const value = readNode(colon < 0 ? Math.max(keyNode.end, start) : colon + 1);
      isMerged = false;
      const end = Math.max(value.end, colon + 1, keyNode.end);
      entries.push({ key, keyNode, start: Math.min(start, keyNode.start), colon, value, end });
      setOwn(members, key, value.value);
      cursor = end;
    }
    return members;
  };

  /** The offset behind what may begin a document: directives and `---`. */
  const head = (): number => {
    let at = skip(0);
    while (text[at] === "%") at = skip(Math.max(text.indexOf("\n", at), at + 1));
    return /^---(?=\s|$)/.test(text.slice(at, at + 4)) ? at + 3 : 0;
  };

  return events.length > 1 && !atPop() ? readNode(head()) : undefined;
}
