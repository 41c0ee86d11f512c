// Performs actions in a process of its own, since Node reads NODE_EXTRA_CA_CERTS when it starts, and prints what each gave. Every
// name is this machine. Usage: node call-over-tls.ts '[{"action":"http","args":{…}}]'

import type { Json } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { createActions } from "../create-actions.ts";
import { createHttpClient } from "../http/http-client.ts";
import { testContext } from "./action-context.ts";

export interface TlsCall {
  readonly action: string;
  readonly args: Json;
}

/** What an action gave, or how it failed. */
export type TlsOutcome =
  | { readonly output: Json }
  | { readonly kind: string; readonly title: string | undefined; readonly message: string };

const client = createHttpClient({
  allowHosts: ["127.0.0.0/8"],
  resolver: (_name, _options, done) => done(null, [{ address: "127.0.0.1", family: 4 }]),
});
const outcomes: TlsOutcome[] = [];
for (const { action, args } of JSON.parse(process.argv[2] ?? "[]") as readonly TlsCall[]) {
  try {
    const output = await createActions().get(action)?.run(args, testContext(client));
    outcomes.push({ output: output ?? null });
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    outcomes.push({ kind: error.kind, title: error.title, message: error.message });
  }
}
process.stdout.write(JSON.stringify(outcomes));
await client.close();
