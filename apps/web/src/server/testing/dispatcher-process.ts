// The dispatcher of events as a process of its own, for tests that kill it at any moment.

import { startEventDispatcher } from "../start-event-dispatcher.ts";

startEventDispatcher();
// Nothing else may be left to wait for.
setInterval(() => undefined, 60_000);
