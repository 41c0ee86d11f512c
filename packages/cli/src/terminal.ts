// The process's streams, as commands use them. Writing waits for slow readers, so that long output never piles up.

import { once } from "node:events";

export const terminal = {
  /** Writes to standard output; resolves when the stream can take more. */
  async out(text: string): Promise<void> {
    if (!process.stdout.write(text)) await once(process.stdout, "drain");
  },
  /** Writes to standard error. */
  err(text: string): void {
    process.stderr.write(text);
  },
  /** All of standard input. */
  async readInput(): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString("utf8");
  },
  /** True where standard output is a screen that shows colours. */
  get isColoured(): boolean {
    return process.stdout.isTTY && process.env["NO_COLOR"] === undefined;
  },
};

// A reader that goes away (`| head`) ends the command, quietly.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
