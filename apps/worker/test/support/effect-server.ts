// An outside system that remembers: it has an effect once per idempotency key and logs every attempt. The witness of the
// crash tests. Its two faults can be switched on: no deduplication (to prove that the checker sees), and a hook between the
// effect and the answer (where a worker may be killed).

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Effect {
  readonly key: string;
  readonly step: string;
  readonly attempts: number;
}

export interface EffectServer extends AsyncDisposable {
  readonly url: string;
  readonly effects: readonly Effect[];
  /** Called after the effect, before the answer. */
  beforeAnswer: (step: string) => Promise<void>;
}

export async function startEffectServer(options: { readonly deduplicates?: boolean } = {}): Promise<EffectServer> {
  const effects: { key: string; step: string; attempts: number }[] = [];
  const server = createServer((request, response) => {
    const step = (request.url ?? "/").slice(1);
    const key = String(request.headers["idempotency-key"] ?? "none");
    const earlier = options.deduplicates === false ? undefined : effects.find((effect) => effect.key === key);
    if (earlier === undefined) effects.push({ key, step, attempts: 1 });
    else earlier.attempts++;
    request.resume();
    void effectServer.beforeAnswer(step).then(() => {
      response.writeHead(201, { "content-type": "application/json" });
      response.end(JSON.stringify({ step }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const effectServer: EffectServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    effects,
    beforeAnswer: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return effectServer;
}
