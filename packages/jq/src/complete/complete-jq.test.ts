import { describe, expect, it } from "vitest";
import type { JqSample } from "./completion.ts";
import { completeJq } from "./complete-jq.ts";

const SAMPLE: JqSample = {
  origin: "dry run",
  input: {
    hosts: [{ name: "web-1", state: "active", "ip-addr": "10.0.0.1" }],
    plan: { size: 3, "x y": null },
    region: "fra",
    nothing: null,
  },
  variables: { context: { run: { id: 7 } }, item: { z: 1 }, secrets: { TOKEN: "‹TOKEN›" } },
};

/** `‸` is the cursor. The labels, as many as asked for. */
function labels(text: string, most = 4, samples: readonly JqSample[] = [SAMPLE]): readonly string[] {
  const at = text.indexOf("‸");
  const completion = completeJq(text.replace("‸", ""), at, { samples });
  return (completion?.offers ?? []).slice(0, most).map(({ label }) => label);
}

const HOST = [".name", ".state", '."ip-addr"'];

describe("completion of jq", () => {
  it.each<readonly [program: string, expected: readonly string[]]>([
    [".‸", [".hosts", ".plan", ".region", ".nothing"]],
    [".re‸", [".region"]],
    [".re‸ | length", [".region"]],
    [".REG‸", [".region"]],
    [".ion‸", [".region"]],
    [".hosts.‸", ["[]", "[0]", "[].name", "[].state"]],
    [".hosts[0].‸", HOST],
    [".hosts[].‸", HOST],
    [".hosts[‸", [".hosts", ".plan", ".region", ".nothing"]],
    [".hosts | map(.‸", HOST],
    [".hosts | map(.‸)", HOST],
    ['.hosts | map(select(.st‸ == "active"))', [".state"]],
    [".hosts | sort_by(.‸)[0]", HOST],
    [".hosts | any(.na‸", [".name"]],
    ["any(.hosts[]; .na‸", [".name"]],
    [".plan | with_entries(.‸", [".key", ".value"]],
    [".plan | to_entries[0].‸", [".key", ".value"]],
    ["(.hosts | first).‸", HOST],
    ["(.gone // .hosts)[0].‸", HOST],
    [".plan |= .‸", [".size", '."x y"']],
    [".hosts[] as $h | $h.‸", HOST],
    [".hosts[] as {name: $n, $state} | $‸", ["$state", "$n", "$context", "$item"]],
    ["reduce .hosts[] as $h (0; . + $h.‸", HOST],
    ["reduce .hosts‸", [".hosts"]],
    ["if .re‸ then 1 else 2 end", [".region"]],
    ["if true then .re‸", [".region"]],
    ['"in \\(.re‸', [".region"]],
    ['"in \\(.re‸)"', [".region"]],
    ["{‸", ["hosts", "plan", "region", "nothing"]],
    ["{regi‸}", ["region"]],
    ["{a: .re‸", [".region"]],
    ["{a: 1, $it‸}", ["$item"]],
    ['.plan["‸', ["size", "x y"]],
    ['.plan["s‸"]', ["size"]],
    ['.plan."x‸', ["x y"]],
    ["$‸", ["$context", "$item", "$secrets"]],
    ["$con‸", ["$context"]],
    ["$context.‸", [".run"]],
    ["$context.run.‸", [".id"]],
    ["$secrets.‸", [".TOKEN"]],
    ["reg‸", [".region"]],
    ["sel‸", ["select"]],
    ["ascii_d‸", ["ascii_downcase"]],
    ["redu‸", ["reduce"]],
    ["@base3‸", ["@base32", "@base32d"]],
    ["def near: .hosts[0]; near | .‸", HOST],
    ["def near: .hosts[0]; nea‸", ["near", "nearbyint"]],
    [".plan.size.‸", []],
    [".gone.‸", []],
    ["try error catch .‸", []],
    ["def f: .‸; f", []],
    [". as $‸", []],
    ["# .‸", []],
    ['"re‸"', []],
    ["12‸", []],
    [".hosts[0] ‸", []],
  ])("offers for %s", (program, expected) => {
    expect(labels(program)).toEqual(expected);
  });

  it("tells value, kind and origin of a key, and what is replaced", () => {
    expect(completeJq(".plan.si | . + 1", 8, { samples: [SAMPLE] })).toEqual({
      start: 5,
      end: 8,
      isBegun: true,
      offers: [{ kind: "key", label: ".size", insert: ".size", detail: "3", doc: "", origin: "dry run" }],
    });
  });

  it("tells the signature of a function, and sets the caret where its argument begins", () => {
    expect(completeJq("map_v", 5)?.offers).toEqual([
      {
        kind: "function",
        label: "map_values",
        insert: "map_values(.)",
        caret: { start: 12, end: 12 },
        detail: "(f)",
        doc: "Each value changed.",
      },
    ]);
    expect(completeJq("map_v(.a)", 5)?.offers[0]?.insert).toBe("map_values");
  });

  it("joins the keys of several samples, the first that knows a value told; made up values are not shown", () => {
    const past: JqSample = { origin: "run", input: { region: "ams", extra: [1] } };
    const shape: JqSample = { origin: "schema", isShape: true, input: { other: "text" } };
    const offers = completeJq(".", 1, {
      samples: [{ origin: "dry run", input: { region: null } }, past, shape],
    })?.offers;
    expect(offers?.map(({ label, detail, origin }) => [label, detail, origin])).toEqual([
      [".region", '"ams"', "run"],
      [".extra", "1 item", "run"],
      [".other", "string", "schema"],
    ]);
  });

  it("offers names of variables that have no value yet, with their sentence", () => {
    const options = { variables: { context: "What tasks exported." } };
    expect(completeJq("$c", 2, options)?.offers).toEqual([
      { kind: "variable", label: "$context", insert: "$context", detail: "", doc: "What tasks exported." },
    ]);
  });

  it("is not asked for where nothing is begun", () => {
    expect([completeJq("", 0)?.isBegun, completeJq(". | ", 4)?.isBegun, completeJq("m", 1)?.isBegun]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it("ends for programs that do not", () => {
    expect(completeJq("[repeat(1)] | .", 15, { samples: [SAMPLE] })).toBeUndefined();
    expect(labels(`${"(".repeat(2000)}.‸`)).toEqual([]);
  });
});
