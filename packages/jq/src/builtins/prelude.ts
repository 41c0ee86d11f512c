// Builtins written in jq itself, each compiled when a program first uses it. `_name` builtins are for this file only.

/** jq texts by `name/arity`; each is one definition without a name: parameters and body. */
export const PRELUDE: Readonly<Record<string, string>> = {
  "first/0": "def f: .[0];",
  "last/0": "def f: .[-1];",
  "nth/1": "def f($n): .[$n];",
  "with_entries/1": "def f(g): to_entries | map(g) | from_entries;",
  "todate/0": 'def f: strftime("%Y-%m-%dT%H:%M:%SZ");',
  "todateiso8601/0": 'def f: strftime("%Y-%m-%dT%H:%M:%SZ");',
  "fromdate/0": 'def f: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;',
  "fromdateiso8601/0": 'def f: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;',
  "date/0": "def f: todate;",
  "dateadd/2": "def f(u; n): . + n;",
  "datesub/2": "def f(u; n): . - n;",
  "finites/0": "def f: select(isfinite);",
  "normals/0": "def f: select(isnormal);",
  "combinations/0":
    "def f: def go: if length == 0 then [] else .[0][] as $head | (.[1:] | go) as $tail | [$head] + $tail end; go;",
  "combinations/1": "def f(n): . as $set | [range(n) | $set] | combinations;",
  "truncate_stream/1":
    "def f(events): . as $depth | null | events | . as $event | if (.[0] | length) > $depth then setpath([0]; $event[0][$depth:]) else empty end;",
  "fromstream/1":
    'def f(events): {x: null, e: false} as $start | foreach events as $event ($start; if .e then $start else . end | if $event | length == 2 then setpath(["e"]; $event[0] | length == 0) | setpath(["x"] + $event[0]; $event[1]) else setpath(["e"]; $event[0] | length == 1) end; if .e then .x else empty end);',
  "INDEX/2": "def f(rows; key): reduce rows as $row ({}; .[$row | key | tostring] = $row);",
  "INDEX/1": "def f(key): INDEX(.[]; key);",
  "IN/1": "def f(values): any(values == .; .);",
  "IN/2": "def f(source; values): any(source == values; .);",
  "JOIN/2": "def f($index; key): [.[] | [., $index[key]]];",
  "JOIN/3": "def f($index; rows; key): rows | [., $index[key]];",
  "JOIN/4": "def f($index; rows; key; join): rows | [., $index[key]] | join;",
  "match/2": "def f(re; flags): _match(re; flags; false) | .[];",
  "test/2": "def f(re; flags): _match(re; flags; true);",
  "match/1":
    'def f($val): ($val | type) as $type | if $type == "string" then match($val; null) elif $type == "array" and ($val | length) > 1 then match($val[0]; $val[1]) elif $type == "array" and ($val | length) > 0 then match($val[0]; null) else error($type + " not a string or array") end;',
  "test/1":
    'def f($val): ($val | type) as $type | if $type == "string" then test($val; null) elif $type == "array" and ($val | length) > 1 then test($val[0]; $val[1]) elif $type == "array" and ($val | length) > 0 then test($val[0]; null) else error($type + " not a string or array") end;',
  "capture/2": "def f(re; flags): match(re; flags) | _captures;",
  "capture/1":
    'def f($val): ($val | type) as $type | if $type == "string" then capture($val; null) elif $type == "array" and ($val | length) > 1 then capture($val[0]; $val[1]) elif $type == "array" and ($val | length) > 0 then capture($val[0]; null) else error($type + " not a string or array") end;',
  "scan/2":
    'def f($re; $flags): match($re; "g" + $flags) | if (.captures | length) > 0 then [.captures[].string] else .string end;',
  "scan/1": "def f($re): scan($re; null);",
  "splits/2":
    'def f($re; $flags): .[foreach (match($re; $flags + "g"), null) as {$offset, $length} (null; {start: .next, end: $offset, next: ($offset + $length)})];',
  "splits/1": "def f($re): splits($re; null);",
  "split/2": "def f($re; $flags): [splits($re; $flags)];",
  "sub/2": 'def f($re; text): sub($re; text; "");',
  "gsub/3": 'def f($re; text; flags): sub($re; text; flags + "g");',
  "gsub/2": 'def f($re; text): sub($re; text; "g");',
};
