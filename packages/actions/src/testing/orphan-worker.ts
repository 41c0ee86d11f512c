// A worker that starts a container which never ends: the tests kill it by force. Usage: node orphan-worker.ts IMAGE

import { createActions } from "../create-actions.ts";
import { createHttpClient } from "../http/http-client.ts";
import { testContext } from "./action-context.ts";

const [, , image = ""] = process.argv;
const action = createActions().get("container");
await action?.run({ image, command: "sleep 600" }, testContext(createHttpClient()));
