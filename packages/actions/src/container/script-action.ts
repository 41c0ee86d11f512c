// The `script` action: `run: script` of the DSL, JavaScript and Python, each in a container of its own. Code never runs in
// the worker's process.

import type { Json } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { invalidArgument, isObject, readObject, readOptionalString, readString } from "../arguments.ts";
import { authenticate } from "../auth/authenticate.ts";
import type { Action, ActionContext } from "../define-action.ts";
import { readEndpoint } from "../http/http-action.ts";
import { DEFAULT_IMAGES } from "./container-options.ts";
import type { ContainerOptions } from "./container-options.ts";
import { SCRIPT_DESCRIPTOR } from "./process-descriptors.ts";
import { readArguments, readEnvironment, readStdin } from "./process-arguments.ts";
import { processOutput, returnsText } from "./process-output.ts";
import { runContainer } from "./run-container.ts";

type Language = "javascript" | "python";

const LANGUAGES: Readonly<Record<string, Language>> = { js: "javascript", javascript: "javascript", python: "python" };
/** Carries arguments given by name (before DSL 1.0.3), which become global variables. */
const NAMED = "IRONWEAVE_ARGUMENTS";
const PRELUDE: Readonly<Record<Language, string>> = {
  javascript: `Object.assign(globalThis, JSON.parse(process.env.${NAMED}));\n`,
  python: `import json as _json, os as _os\nglobals().update(_json.loads(_os.environ["${NAMED}"]))\n`,
};

export function createScriptAction(options: ContainerOptions): Action {
  return {
    descriptor: SCRIPT_DESCRIPTOR,
    async run(args, context) {
      const call = readObject(args, "script");
      const language = readLanguage(call["language"]);
      const code = await readCode(call["code"], call["source"], context);
      const given = call["arguments"];
      const named = isObject(given) ? given : undefined;
      const program = named === undefined ? code : PRELUDE[language] + code;
      const rest = named === undefined ? readArguments(given) : [];
      const detached = call["await"] === false;
      const result = await runContainer(
        {
          image: options.images?.[language] ?? DEFAULT_IMAGES[language],
          argv: language === "python" ? ["python3", "-c", program, ...rest] : nodeLine(program, rest),
          environment: {
            ...readEnvironment(call["environment"]),
            ...(named === undefined ? {} : { [NAMED]: JSON.stringify(named) }),
          },
          ...readStdin(call["stdin"]),
          pull: "missing",
          detached,
          stopAtLimit: returnsText(call["return"]),
        },
        options,
        context,
      );
      return detached ? null : processOutput(result, call["return"]);
    },
  };
}

/** `process.argv` is as for a file: the program, the script's name, then the arguments (DSL reference, "Script Process"). */
function nodeLine(program: string, rest: readonly string[]): readonly string[] {
  return ["node", "--eval", program, "--", "script.js", ...rest];
}

function readLanguage(value: Json | undefined): Language {
  const name = readString(value, "language").toLowerCase();
  const language = Object.hasOwn(LANGUAGES, name) ? LANGUAGES[name] : undefined;
  if (language !== undefined) return language;
  throw new ActionError("configuration", `scripts in ${name} are not offered, only JavaScript and Python`, {
    title: "script_language",
  });
}

async function readCode(code: Json | undefined, source: Json | undefined, context: ActionContext): Promise<string> {
  const inline = readOptionalString(code, "code");
  if (inline !== undefined) return inline;
  if (!isObject(source)) throw invalidArgument("script", "given as code or as source");
  const { uri, authentication } = readEndpoint(source["endpoint"], "source.endpoint");
  const request = { method: "GET", url: uri, followRedirects: true, signal: context.signal };
  const response = await authenticate(authentication, context).send(request);
  if (response.status === 200) return Buffer.from(response.body).toString("utf8");
  throw new ActionError("configuration", `the script's source answered ${String(response.status)}`, {
    title: "script_source",
  });
}
