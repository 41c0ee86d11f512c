// The lines that one attempt of a step writes, on their way to the run's log: collected, sent in batches while the step runs, and all
// stored before the step's result leaves the process. Invariants: lines come in already masked; a step never waits for the store
// while it writes; what one step may write is bounded, here and not where it is stored.

import { randomUUID } from "node:crypto";
import type { ActionRequest } from "../messages.ts";

/** Lines of one attempt. `part` counts the batches of one writer; a batch that is sent again is stored once. */
export interface StepLines {
  readonly tenantId: string;
  readonly runId: string;
  readonly execution: number;
  readonly attempt: number;
  readonly writer: string;
  readonly part: number;
  readonly lines: readonly string[];
}

export interface StepLogStore {
  /** Stores the lines; false where no more are wanted (the run's log is full, or the run is gone). Rejections are repeated. */
  append(lines: StepLines): Promise<boolean>;
}

/** `lineBytes` of one line and `stepBytes` of one attempt: what is more is cut, and a line says so. */
export interface StepLogLimits {
  readonly lineBytes: number;
  readonly stepBytes: number;
}

const BATCH_BYTES = 65_536;
/** Lines are collected for so long: what follows live need not be faster. */
const FLUSH_MS = 200;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;
/** How long a step's result waits for a store that does not answer. The lines are stored later then, if this process lives. */
const CLOSE_MS = 5_000;

export class StepLog {
  readonly #store: StepLogStore;
  readonly #head: Omit<StepLines, "part" | "lines">;
  readonly #limits: StepLogLimits;
  #waiting: string[] = [];
  #bytes = 0;
  #part = 0;
  #ended = false;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;

  constructor(store: StepLogStore, { tenantId, runId, execution }: ActionRequest, limits: StepLogLimits) {
    this.#store = store;
    this.#limits = limits;
    const { execution: number, attempt } = execution;
    this.#head = { tenantId, runId, execution: number, attempt, writer: randomUUID() };
  }

  /** Takes a text of one line or several. */
  write(text: string): void {
    for (const line of text.split(/\r\n|\r|\n/)) this.#writeLine(line);
  }

  /** Resolves when everything is stored, or when the store has not answered for a while. Never rejects. */
  async close(): Promise<void> {
    if (this.#waiting.length === 0 && this.#sending === undefined) return;
    let patience: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      patience = setTimeout(resolve, CLOSE_MS);
    });
    await Promise.race([this.#flush(), late]);
    clearTimeout(patience);
  }

  #writeLine(line: string): void {
    if (this.#ended) return;
    const kept = bounded(line, this.#limits.lineBytes);
    this.#bytes += Buffer.byteLength(kept) + 1;
    if (this.#bytes > this.#limits.stepBytes) {
      this.#ended = true;
      this.#waiting.push(`… The log of this step ends here: it has ${this.#limits.stepBytes} bytes.`);
    } else {
      this.#waiting.push(kept);
    }
    this.#timer ??= setTimeout(() => void this.#flush(), FLUSH_MS);
  }

  #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  async #send(): Promise<void> {
    while (this.#waiting.length > 0) {
      const lines = firstBatch(this.#waiting);
      const wanted = await this.#append(lines);
      this.#waiting.splice(0, wanted ? lines.length : this.#waiting.length);
      if (!wanted) this.#ended = true;
    }
  }

  async #append(lines: readonly string[]): Promise<boolean> {
    const part = this.#part++;
    for (let delayMs = FIRST_RETRY_MS; ; delayMs = Math.min(delayMs * 2, LAST_RETRY_MS)) {
      try {
        return await this.#store.append({ ...this.#head, part, lines });
      } catch {
        await new Promise((resolve) => setTimeout(resolve, delayMs));
      }
    }
  }
}

function firstBatch(lines: readonly string[]): readonly string[] {
  let bytes = 0;
  const end = lines.findIndex((line, index) => {
    bytes += line.length;
    return index > 0 && bytes > BATCH_BYTES;
  });
  return end === -1 ? [...lines] : lines.slice(0, end);
}

/** The line as it can be stored: no NUL, well-formed, and not longer than the limit. */
function bounded(line: string, limitBytes: number): string {
  const clean = line.replaceAll("\0", "\uFFFD").toWellFormed();
  if (Buffer.byteLength(clean) <= limitBytes) return clean;
  const cut = Buffer.from(clean)
    .subarray(0, limitBytes)
    .toString("utf8")
    .replace(/\uFFFD+$/, "");
  return `${cut} … (cut)`;
}
