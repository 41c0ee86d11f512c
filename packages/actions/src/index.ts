export type {
  Action,
  ActionContext,
  ActionDescriptor,
  Effect,
  HttpClient,
  HttpRequest,
  HttpResponse,
  Idempotency,
} from "./define-action.ts";
export { ActionError } from "./action-error.ts";
export type { ActionErrorKind } from "./action-error.ts";
