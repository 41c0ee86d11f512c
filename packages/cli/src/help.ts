// What `--help` prints. Text only, so that it can be shown without loading any command.

export type CommandName =
  | "validate"
  | "upgrade"
  | "graph"
  | "effects"
  | "diff"
  | "run"
  | "event"
  | "test"
  | "jq"
  | "import"
  | "emulator";

const HELP: { readonly [N in CommandName]: { readonly summary: string; readonly text: string } } = {
  validate: {
    summary: "check workflow files",
    text: `Usage: ironweave validate [options] FILE...

Checks workflow files: YAML, structure, names, jumps and expressions. "-" reads standard input.

  --format text|json   how to print what is found (default text)
                       json: [{file, diagnostics: [{code, severity, message, reference, range}]}]
  --fix                apply the fixes that are certain, then check again (those that need a choice are left)

Exit code: 0 no errors (warnings allowed), 1 errors, 2 wrong usage or a file that cannot be read.
`,
  },
  upgrade: {
    summary: "rewrite workflow files for the newest version of the language",
    text: `Usage: ironweave upgrade [options] FILE...

Rewrites workflow files for DSL 1.0.3 by edits of their texts: comments, order and layout stay, and the workflow behaves
the same. "-" reads standard input and prints the new text. Where a part has no equal, its line is named and the file stays
as it is.

  --check   write nothing; say which files are of an older version

Exit code: 0 all are of the newest version now, 1 one is not, 2 wrong usage or a file that cannot be read or written.
`,
  },
  graph: {
    summary: "draw a workflow file",
    text: `Usage: ironweave graph [options] FILE

Draws a workflow on standard output. "-" reads standard input.

  --format svg|mermaid|json   (default svg)
`,
  },
  effects: {
    summary: "what a workflow file does to the outside, before it runs",
    text: `Usage: ironweave effects [options] FILE

Lists every step that reaches outside: what it reads, creates, changes or destroys (unknown where that is not certain), at
what target, inside which loop, branch or catch, with which credentials, and how the tool itself would try it out. Nothing
is run or asked. "-" reads standard input.

  --since FILE         only what is new or gone against another file, as in a pull request
  --format text|json   (default text)
                       json: {counts, effects: [{task, name, action, place, target, effect, repeatable, credentials,
                       dryRun?}], added?, removed?}

Exit code: 0, 1 a file is not YAML, 2 wrong usage, or a file that cannot be read.
`,
  },
  diff: {
    summary: "compare two workflow files, task by task",
    text: `Usage: ironweave diff [options] BEFORE AFTER

Tells which tasks were added, removed or changed. One of the files may be "-", standard input.

  --format text|svg|json   (default text) svg: both drawings side by side, with signs
                           json: {tasks: [{change, name, before, after, fields}], parts}

Exit code: 0 no difference, 1 they differ, 2 wrong usage, or a file that cannot be read.
`,
  },
  run: {
    summary: "run a workflow file, here or on the server",
    text: `Usage: ironweave run [options] FILE

Runs a workflow and prints how it ended. "-" reads standard input. On the server the file is saved as a version of the
workflow that it names; the draft in the designer stays as it is.

  --input JSON|@FILE     the run's input (default null)
  --local                run in this process, in memory, instead of on the server
  --virtual-clock        with --local: waits pass at once
  --secret NAME=JSON     with --local: a secret the document declares (may be repeated); also read from the environment
                         variable IRONWEAVE_SECRET_NAME
  --event JSON|@FILE      with --local: a CloudEvent that is there from the start (may be repeated)
  --allow-host HOST:PORT with --local: a host beside localhost that requests may reach though it is not public
                         (may be repeated)
  --max-tasks N          with --local: tasks that a run may begin before it faults with too_many_tasks (default 250000)
  --wait SECONDS         on the server: how long to wait for the end (default 600)
  --format text|json     json: {status, output, error, tasks}, tasks in the order in which they started (default text)

With --local, "run: workflow" finds workflows in the folder of FILE, by namespace, name and version.
The server is at IRONWEAVE_URL, with the token IRONWEAVE_TOKEN; without them, the one that "npm start" runs.
Exit code: 0 completed, 1 faulted, cancelled or an invalid file, 2 wrong usage, or no server.
`,
  },
  event: {
    summary: "send CloudEvents to the server",
    text: `Usage: ironweave event send [options] FILE...
       ironweave event send [options] --type TYPE

Sends CloudEvents. A file holds one event, an array of them, or one on each line; "-" reads standard input. What an event
lacks of specversion, id, source and time is filled in. The server knows an event again by its source and id, so sending
twice does nothing the second time.

  --type TYPE            one event of this type, made of the options
  --source URI           (default /ironweave/cli)
  --id ID                (default: a new one)
  --subject TEXT, --time TIME
  --data JSON|@FILE      what it carries
  --attribute NAME=TEXT  an extension attribute (may be repeated)
  --wait SECONDS         try again for so long while no server answers (default 0)
  --no-spool             fail where the installation on this machine is not running, instead of keeping the events for it
  --format text|json     json: {events: [{source, id, duplicate}], spooled?: {file, events}} (default text)

The server is at IRONWEAVE_URL, with the token IRONWEAVE_TOKEN; without them, the one that "npm start" runs. Where that one is
not running, the events are kept in its state folder, and it takes them in when it starts.
Exit code: 0 accepted or kept, 2 wrong usage, refused, or no server.
`,
  },
  test: {
    summary: "run the tests of workflows",
    text: `Usage: ironweave test [options] [FILE|FOLDER...]

Runs *.test.yaml files (default: all below this folder) on the in-memory host: waits pass at once, side effects are mocked,
nothing leaves this process. See docs/testing-workflows.md.

  --filter TEXT             only tests whose names contain the text
  --coverage                also show which tasks and branches no test has reached
  --format text|json|junit  (default text)

Exit code: 0 all passed, 1 some failed, 2 wrong usage, or a test file or workflow that is not valid.
`,
  },
  jq: {
    summary: "evaluate a jq program, as workflows do",
    text: `Usage: ironweave jq [options] PROGRAM [FILE...]
       ironweave jq --jsonl

Evaluates a jq program on each JSON value of the files, or of standard input.

  -r, --raw-output       print strings as they are
  -j, --join-output      as -r, without line ends
  -c, --compact-output   one line for each output
  -n, --null-input       use null as the one input
  -s, --slurp            use all values as one array
  -S, --sort-keys        print objects with sorted keys
  -e, --exit-status      exit with 1 when the last output is false or null, with 4 when there is none
      --tab, --indent N  how to indent
      --arg NAME TEXT    $NAME is a text
      --argjson NAME JSON  $NAME is a JSON value
      --jsonl            read lines {"program", "input", "variables"?} and answer each with a line {"outputs"} or
                         {"outputs", "error"}

Exit code: 0, 5 the program raised an error, 3 it does not compile, 2 wrong usage or input.
`,
  },
  import: {
    summary: "make workflows of another system's files",
    text: `Usage: ironweave import direktiv [options] FILE|FOLDER...

Makes a workflow of each Direktiv workflow (v0.7 to v0.10). Files of a folder are imported together, so that subflows find
each other; other YAML files in it are passed over. What has no equal is reported with its line.

  --output OUT         a file for one workflow, a folder for several ("-" prints one workflow)
  --namespace NAME     namespace of the new workflows (default direktiv)
  --root FOLDER        folder that stands for the root of the Direktiv namespace (default: the folder given, or the
                       file's own)
  --format text|json   how to print what is reported (default text)
                       json: [{file, output, name, diagnostics: [{code, severity, message, reference, range}]}]

Exit code: 0 all behaves the same (warnings allowed), 1 something has no equal or a file is not imported, 2 wrong usage.
`,
  },
  emulator: {
    summary: "start a stand-in for an outside system",
    text: `Usage: ironweave emulator metal|servicenow|http [options]

Starts a stand-in for a bare-metal provider's API, for ServiceNow's Table API, or a test server whose paths say how it
answers (/echo, /status/500, /delay/250), for trying things out. Stops at Ctrl-C.

  --port N     (default: a free port)
  --host HOST  (default 127.0.0.1)
  --token T    the token that requests must carry (default: IRONWEAVE_EMULATOR_TOKEN, else the demo's);
               not for http
`,
  },
};

/** What `ironweave --help` prints. */
export function generalHelp(): string {
  const lines = Object.entries(HELP).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`);
  return `Usage: ironweave COMMAND [options]

${lines.join("\n")}

  --help     this text; "ironweave COMMAND --help" for a command
  --version  the version
`;
}

/** What `ironweave COMMAND --help` prints. */
export function commandHelp(name: CommandName): string {
  return HELP[name].text;
}
