// The secrets of one attempt of one step: reads those that the document declares, and masks whatever it has read in
// everything that leaves. Invariant: a value that was read is masked in results, errors and logs of the same attempt.

import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "./action-error.ts";
import { createRedactor, secretTexts } from "./redactor.ts";
import type { Redactor } from "./redactor.ts";
import { resolveDeferred } from "./resolve-deferred.ts";

export interface SecretSource {
  /** The names under `use.secrets`; no others are read. */
  readonly declared: readonly string[];
  /** Undefined where there is none of the name. */
  readonly find: (name: string) => Promise<Json | undefined>;
  /** What to do where there is none: the end of the message, a sentence. @default none */
  readonly advice?: (name: string) => string;
}

export class AttemptSecrets {
  readonly #source: SecretSource;
  readonly #texts = new Set<string>();
  #redactor: { readonly of: number; readonly redactor: Redactor } | undefined;

  constructor(source: SecretSource) {
    this.#source = source;
  }

  /** The secret. Rejects with `ActionError` `authorization` for one that is not declared, or that does not exist. */
  readonly read = async (name: string): Promise<Json> => {
    const { declared, find, advice } = this.#source;
    if (!declared.includes(name)) {
      throw new ActionError("authorization", `The secret "${name}" is not among the document's use.secrets.`, {
        title: "secret_refused",
      });
    }
    const value = await find(name);
    if (value === undefined) {
      const detail = `There is no secret "${name}".${advice === undefined ? "" : ` ${advice(name)}`}`;
      throw new ActionError("authorization", detail, { title: "secret_unknown" });
    }
    for (const text of secretTexts(value)) this.#texts.add(text);
    return value;
  };

  /** Masks a secret that came up on the way, such as a token that a server gave, like one that was read. */
  readonly conceal = (secret: string): void => {
    for (const text of secretTexts(secret)) this.#texts.add(text);
  };

  /** The arguments with what the engine deferred put in place. @param now in epoch milliseconds */
  resolve(args: Json, scope: JsonObject, now: number): Promise<Json> {
    return resolveDeferred(args, { scope, secrets: this.#source.declared, secret: this.read, now });
  }

  /** Masks everything that was read so far. */
  redactor(): Redactor {
    // Asked for with every line; what is masked only ever grows.
    if (this.#redactor?.of !== this.#texts.size) {
      this.#redactor = { of: this.#texts.size, redactor: createRedactor(this.#texts) };
    }
    return this.#redactor.redactor;
  }

  /** An error as a run may keep it: neither its text nor its cause tells what was read. */
  masked(error: unknown): unknown {
    const redactor = this.redactor();
    if (error instanceof ActionError) {
      const { kind, message, status, title, retryAfterMs } = error;
      return new ActionError(kind, redactor.text(message), {
        ...(status === undefined ? {} : { status }),
        ...(title === undefined ? {} : { title }),
        retryAfterMs,
      });
    }
    if (error instanceof Error) {
      error.message = redactor.text(error.message);
      delete error.cause;
    }
    return error;
  }
}
