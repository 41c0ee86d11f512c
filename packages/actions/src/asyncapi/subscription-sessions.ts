// Subscriptions that stay open while a run works on what it was given, so that nothing that comes meanwhile is lost. They live in
// this process, by the idempotency key of their step; where another worker goes on, it opens its own.

import type { JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { LIMITS } from "../limits.ts";
import type { IncomingMessage, Inbox, Subscription } from "./broker.ts";

interface Waiting {
  readonly message: IncomingMessage;
  readonly handedOver: (() => void) | undefined;
}

export interface Taken {
  readonly messages: readonly JsonObject[];
  /** Nothing more will come. */
  readonly ended: boolean;
}

export interface TakeOptions {
  readonly atMost: number;
  /** Everything that is taken will be consumed; otherwise what its broker wants acknowledged is taken one at a time. */
  readonly whole: boolean;
  readonly waitMs: number;
  readonly signal: AbortSignal;
  readonly decode: (message: IncomingMessage) => JsonObject;
}

/** What has come and was not taken. */
export class Session implements Inbox {
  readonly #waiting: Waiting[] = [];
  #bytes = 0;
  #failure: Error | undefined;
  #ended = false;
  #wake: (() => void) | undefined;
  #idle: NodeJS.Timeout | undefined;
  subscription: Subscription | undefined;

  push(message: IncomingMessage, handedOver?: () => void): void {
    if (this.#ended) return;
    this.#waiting.push({ message, handedOver });
    this.#bytes += message.body.byteLength;
    if (this.#waiting.length > LIMITS.waitingMessages.value || this.#bytes > LIMITS.waitingBytes.value) {
      const detail =
        "messages come faster than the run takes them; nothing was dropped silently: the subscription ended";
      this.end(new ActionError("communication", detail, { title: LIMITS.waitingMessages.code }));
    }
    this.#wake?.();
  }

  end(failure?: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#failure = failure;
    this.#wake?.();
  }

  /** At least one message, or none when the time is over or nothing more will come. Rejects with what ended it. */
  async take({ atMost, whole, waitMs, signal, decode }: TakeOptions): Promise<Taken> {
    clearTimeout(this.#idle);
    await this.#until(() => this.#waiting.length > 0 || this.#ended, waitMs, signal);
    const most = whole || this.#waiting[0]?.handedOver === undefined ? atMost : 1;
    if (this.#waiting.length > 0 && most > 1) {
      await this.#until(() => this.#waiting.length >= most || this.#ended, LIMITS.lingerMs.value, signal);
    }
    const messages: JsonObject[] = [];
    let bytes = 0;
    while (messages.length < most && bytes <= LIMITS.batchBytes.value) {
      const next = this.#waiting.shift();
      if (next === undefined) break;
      this.#bytes -= next.message.body.byteLength;
      bytes += next.message.body.byteLength;
      messages.push(decode(next.message));
      next.handedOver?.();
    }
    if (messages.length === 0 && this.#failure !== undefined) throw this.#failure;
    return { messages, ended: this.#ended && this.#failure === undefined && this.#waiting.length === 0 };
  }

  /** Lets it be closed when nobody has asked for a while. */
  rest(close: () => void): void {
    this.#idle = setTimeout(close, LIMITS.subscriptionIdleMs.value);
    this.#idle.unref();
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    this.#ended = true;
    await this.subscription?.close();
  }

  async #until(isTrue: () => boolean, waitMs: number, signal: AbortSignal): Promise<void> {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(waitMs)]);
    while (!isTrue() && !deadline.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        deadline.addEventListener("abort", () => resolve(), { once: true });
      });
    }
    this.#wake = undefined;
    signal.throwIfAborted();
  }
}
