// Progress for people: one line per step with the seconds since the start, a heartbeat while a long step works.

export interface Progress {
  /** Prints one line. */
  readonly say: (message: string) => void;
  /** Runs a step; says that it goes on every 15 s, and how long it took when that was more than a second. */
  readonly step: <T>(title: string, work: () => Promise<T>) => Promise<T>;
}

const HEARTBEAT_MS = 15_000;

/** Progress written to `write`, one line a call. @default write standard output */
export function createProgress(write: (line: string) => void = (line) => void process.stdout.write(line)): Progress {
  const began = Date.now();
  const say = (message: string): void => write(`[${seconds(Date.now() - began).padStart(7)}] ${message}\n`);
  return {
    say,
    step: async (title, work) => {
      const from = Date.now();
      say(`${title} …`);
      const heartbeat = setInterval(() => say(`${title} … ${seconds(Date.now() - from)} so far`), HEARTBEAT_MS);
      try {
        const result = await work();
        if (Date.now() - from > 1_000) say(`${title}: done in ${seconds(Date.now() - from)}`);
        return result;
      } finally {
        clearInterval(heartbeat);
      }
    },
  };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
