// Records the histories that every later version must replay: `node apps/worker/scripts/record-histories.ts [NAME…]`.
// Writes test/histories/NAME.json; existing files stay as they are, because they are what older versions made.

import { randomUUID } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { setTimeout as delay } from "node:timers/promises";
import { memoryVariables } from "@ironweave/actions";
import { DELIVER_EVENT_SIGNAL } from "@ironweave/schema/run";
import proto from "@temporalio/proto";
import { RECORDED_DOCUMENTS } from "../test/histories/documents.ts";
import { testDocument } from "../test/support/test-document.ts";
import { startTestWorker } from "../test/support/test-worker.ts";

const wanted = process.argv.slice(2);
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(request.url === "/__fail" ? 503 : 200, { "content-type": "application/json" });
  response.end("{}");
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const variables = memoryVariables();
await using worker = await startTestWorker({
  variables: (_tenantId, runId) => variables({ namespace: "default", workflow: "test", runId }),
  // Any workflow is one step.
  resolveSubflow: async ({ tenantId, namespace, name, input }) => ({
    tenantId,
    namespace,
    workflowName: name,
    runId: randomUUID(),
    versionId: randomUUID(),
    definitionHash: "test",
    document: testDocument([{ answer: { set: { answered: true } } }]),
    input,
  }),
});
for (const { name, document, cancelAfterMs, events = [] } of RECORDED_DOCUMENTS) {
  const file = fileURLToPath(new URL(`../test/histories/${name}.json`, import.meta.url));
  if (existsSync(file) || (wanted.length > 0 && !wanted.includes(name))) continue;
  const run = await worker.start(document(url));
  if (cancelAfterMs !== undefined) {
    await delay(cancelAfterMs);
    await run.handle.cancel();
  }
  for (const event of events) {
    await delay(300);
    await run.handle.signal(DELIVER_EVENT_SIGNAL, event);
  }
  await run.handle.result().catch(() => undefined);
  // Of a run that continued as new, the last execution is kept: it begins from a checkpoint.
  const last = await worker.client.workflow.getHandle(run.handle.workflowId).describe();
  const history = await worker.client.workflow.getHandle(run.handle.workflowId, last.runId).fetchHistory();
  // As protobuf in base64: the SDK's own reading of the JSON form fails with the protobufjs that it installs.
  const bytes = proto.temporal.api.history.v1.History.encode(history).finish();
  writeFileSync(file, `${JSON.stringify({ name, history: Buffer.from(bytes).toString("base64") }, null, 2)}\n`);
  console.log(`recorded ${name}`);
}
server.closeAllConnections();
server.close();
