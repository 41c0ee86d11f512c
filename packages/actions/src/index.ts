// Side effects: the actions of the default catalog and the one client through which they leave the process.
// For the worker's activities and the CLI; browsers and the workflow sandbox import `@ironweave/actions/catalog`.
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
export { AttemptSecrets } from "./attempt-secrets.ts";
export type { SecretSource } from "./attempt-secrets.ts";
export { CATALOG_VERSION, checkVersion } from "./check-version.ts";
export { CATALOG, findDescriptor, idempotencyOf } from "./catalog.ts";
export type { ContainerOptions } from "./container/container-options.ts";
export { keepContainersSwept } from "./container/sweep-containers.ts";
export { createActions } from "./create-actions.ts";
export type { ActionDeps } from "./create-actions.ts";
export { createHttpClient } from "./http/http-client.ts";
export type { ClosableHttpClient, HttpClientOptions } from "./http/http-client.ts";
export { LIMITS } from "./limits.ts";
export { createRedactor, NO_SECRETS, secretTexts } from "./redactor.ts";
export type { RedactingStream, Redactor } from "./redactor.ts";
export { resolveDeferred } from "./resolve-deferred.ts";
export type { DeferredScope } from "./resolve-deferred.ts";
export type { Limit, LimitName } from "./limits.ts";
export { memoryVariables } from "./variables/memory-variables.ts";
export type { VariableStore } from "./variables/variable-store.ts";
