// Entry of `@ironweave/actions/http`: the guarded client alone, for a server that reaches out and runs no actions.
export type { HttpClient, HttpRequest, HttpResponse } from "./define-action.ts";
export { ActionError } from "./action-error.ts";
export { createHttpClient } from "./http/http-client.ts";
