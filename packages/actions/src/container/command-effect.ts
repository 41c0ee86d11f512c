// What a command line does to the outside, told by well-known tools' own words; anything less certain is `any`. A line of several
// commands is as strong as its strongest part. Safe for the browser and the workflow sandbox.

import type { Effect } from "../define-action.ts";

/** `dryRun` says how the tool itself would try it out. */
export interface CommandEffect {
  readonly effect: Effect;
  readonly dryRun?: string;
}

/** Arguments after the tool's name, options included. */
type Tool = (words: readonly string[]) => CommandEffect;

const READS = { effect: "read" } as const;
const UNKNOWN = { effect: "any" } as const;
const has = (words: readonly string[], ...options: readonly string[]): boolean =>
  words.some((word) => options.some((option) => word === option || word.startsWith(`${option}=`)));

/** Options of these tools whose value is the next word. */
const VALUED = new Set(["-n", "--namespace", "--context", "--kubeconfig", "--kube-context"]);

/** The verb and what follows, without options; none where an unknown option before it may have a word for itself. */
function verbsOf(words: readonly string[]): readonly string[] {
  let at = 0;
  while (at < words.length && words[at]?.startsWith("-") === true) {
    const word = words[at] ?? "";
    if (VALUED.has(word)) at += 2;
    else if (word.includes("=")) at += 1;
    else return [];
  }
  return words.slice(at).filter((word) => !word.startsWith("-"));
}

const listed = (text: string): ReadonlySet<string> => new Set(text.split(" "));
const TERRAFORM_READS = listed("plan validate show output version providers graph");
const KUBECTL: readonly (readonly [Effect, ReadonlySet<string>])[] = [
  ["read", listed("get describe logs diff top explain version api-resources api-versions cluster-info wait events")],
  ["create", listed("create run expose")],
  ["change", listed("apply patch scale autoscale label annotate set replace cordon uncordon drain taint edit")],
  ["destroy", listed("delete")],
];
const HELM: readonly (readonly [Effect, ReadonlySet<string>])[] = [
  ["read", listed("list ls status get template lint history show search version")],
  ["create", listed("install")],
  ["change", listed("upgrade rollback")],
  ["destroy", listed("uninstall delete")],
];

const terraform =
  (name: string): Tool =>
  (words) => {
    const [verb = "", next = ""] = verbsOf(words);
    if (TERRAFORM_READS.has(verb) || (verb === "state" && ["list", "show"].includes(next))) return READS;
    if (verb === "destroy" || (verb === "apply" && has(words, "-destroy")))
      return { effect: "destroy", dryRun: `${name} plan -destroy` };
    if (verb === "apply") return { effect: "change", dryRun: `${name} plan` };
    return UNKNOWN;
  };

function byVerb(table: typeof KUBECTL, verb: string, dryRun: string): CommandEffect {
  const effect = table.find(([, verbs]) => verbs.has(verb))?.[0] ?? "any";
  return effect === "read" || effect === "any" ? { effect } : { effect, dryRun };
}

const TOOLS: Readonly<Record<string, Tool>> = {
  terraform: terraform("terraform"),
  tofu: terraform("tofu"),
  opentofu: terraform("tofu"),
  kubectl(words) {
    const [verb = "", next = ""] = verbsOf(words);
    if (words.includes("--dry-run=server") || words.includes("--dry-run=client")) return READS;
    if (verb === "rollout") {
      if (["status", "history"].includes(next)) return READS;
      return ["restart", "undo", "pause", "resume"].includes(next) ? { effect: "change" } : UNKNOWN;
    }
    return byVerb(KUBECTL, verb, "kubectl --dry-run=server");
  },
  helm(words) {
    const [verb = ""] = verbsOf(words);
    const tried = has(words, "--dry-run") && !words.includes("--dry-run=none") && !words.includes("--dry-run=false");
    return tried ? READS : byVerb(HELM, verb, "helm --dry-run");
  },
  "ansible-playbook": (words) =>
    has(words, "--check", "-C", "--syntax-check", "--list-tasks", "--list-hosts", "--list-tags")
      ? READS
      : { effect: "any", dryRun: "ansible-playbook --check --diff" },
};

/** Programs that only read what they are given and print. */
const QUIET = listed("echo printf true false sleep date cat ls pwd uname whoami id jq grep head tail wc sort uniq");

const STRENGTH: readonly Effect[] = ["read", "create", "change", "any", "destroy"];

/** The effect of a line, with further arguments behind it. `program` is what an image runs when the line does not name it. */
export function commandEffect(line: string, more: readonly string[] | undefined, program?: string): CommandEffect {
  // An expression, a substitution or a redirection may be anything.
  if (more === undefined || /\$\{|\$\(|[`<>(){}]/u.test([line, ...more].join(" "))) return UNKNOWN;
  const parts = line.split(/&&|\|\||[;|&\n]/u).map((part) => part.trim());
  const effects = parts
    .filter((part) => part !== "" || parts.length === 1)
    .map((part, index, all) => partEffect([...part.split(/\s+/u), ...(index === all.length - 1 ? more : [])], program));
  return effects.toSorted((a, b) => STRENGTH.indexOf(b.effect) - STRENGTH.indexOf(a.effect))[0] ?? UNKNOWN;
}

function partEffect(words: readonly string[], program: string | undefined): CommandEffect {
  const plain = words.filter((word) => word !== "").map((word) => word.replaceAll(/^(["'])(.*)\1$/gu, "$2"));
  const start = plain.findIndex((word) => !/^\w+=/u.test(word) && word !== "sudo");
  const [first = "", ...rest] = start === -1 ? [] : plain.slice(start);
  const name = first.split("/").at(-1) ?? "";
  const own = Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined;
  if (own !== undefined) return own(rest);
  const image = program !== undefined && Object.hasOwn(TOOLS, program) ? TOOLS[program] : undefined;
  if (image !== undefined && start !== -1) return image([first, ...rest]);
  return QUIET.has(name) ? READS : UNKNOWN;
}
