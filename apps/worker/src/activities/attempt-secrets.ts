// The secrets of one attempt of one step: reads those that the document declares, and masks whatever it has read in
// everything that leaves. Invariant: a value that was read is masked in results, errors and logs of the same attempt.

import { ActionError, createRedactor, resolveDeferred, secretTexts } from "@ironweave/actions";
import type { Redactor } from "@ironweave/actions";
import type { Json, JsonObject } from "@ironweave/jq";

/** Where a tenant's secrets are kept. Undefined where there is none of the name. */
export type SecretStore = (tenantId: string, name: string) => Promise<Json | undefined>;

export class AttemptSecrets {
  readonly #store: SecretStore;
  readonly #tenantId: string;
  readonly #declared: readonly string[];
  readonly #texts = new Set<string>();
  #redactor: { readonly of: number; readonly redactor: Redactor } | undefined;

  constructor(store: SecretStore, tenantId: string, declared: readonly string[]) {
    this.#store = store;
    this.#tenantId = tenantId;
    this.#declared = declared;
  }

  /** The secret. Rejects with `ActionError` `authorization` for one that is not declared, or that does not exist. */
  readonly read = async (name: string): Promise<Json> => {
    if (!this.#declared.includes(name)) {
      throw new ActionError("authorization", `The secret "${name}" is not among the document's use.secrets.`, {
        title: "secret_refused",
      });
    }
    const value = await this.#store(this.#tenantId, name);
    if (value === undefined) {
      throw new ActionError("authorization", `There is no secret "${name}".`, { title: "secret_unknown" });
    }
    for (const text of secretTexts(value)) this.#texts.add(text);
    return value;
  };

  /** Masks a secret that came up on the way, such as a token that a server gave, like one that was read. */
  readonly conceal = (secret: string): void => {
    for (const text of secretTexts(secret)) this.#texts.add(text);
  };

  /** The arguments with what the engine deferred put in place. */
  resolve(args: Json, scope: JsonObject): Promise<Json> {
    return resolveDeferred(args, { scope, secrets: this.#declared, secret: this.read, now: Date.now() });
  }

  /** Masks everything that was read so far. */
  redactor(): Redactor {
    // Asked for with every line; what is masked only ever grows.
    if (this.#redactor?.of !== this.#texts.size) {
      this.#redactor = { of: this.#texts.size, redactor: createRedactor(this.#texts) };
    }
    return this.#redactor.redactor;
  }
}
