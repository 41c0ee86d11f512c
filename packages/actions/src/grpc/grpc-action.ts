// The `grpc` action: `call: grpc` of the DSL (reference, "gRPC Call"), arguments already evaluated. The invariant: what comes
// from documents and protocol files is data; no code is made of it (ADR 0090).

import type { Client, ClientDuplexStream, Metadata as MetadataType, ServiceError } from "@grpc/grpc-js";
import type { DescMessage, DescMethod, FileRegistry, JsonValue } from "@bufbuild/protobuf";
import type { Json } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { invalidArgument, isObject, readObject, readString } from "../arguments.ts";
import { authorizationOf } from "../auth/authorization-of.ts";
import type { Action, ActionContext } from "../define-action.ts";
import { LIMITS } from "../limits.ts";
import { GRPC_DESCRIPTOR } from "./grpc-descriptor.ts";

export const grpcAction: Action = {
  descriptor: GRPC_DESCRIPTOR,
  async run(args, context) {
    const call = readObject(args, "with");
    const service = readObject(call["service"], "service");
    const host = readString(service["host"], "service.host").replace(/^\[|\]$/g, "");
    const port = readPort(service["port"]);
    // A fifth of a second to load, so only when there is something to call.
    const [{ loadProto }, { openChannel, whyUnavailable }, grpc, { fromJson, toBinary }] = await Promise.all([
      import("./load-proto.ts"),
      import("./open-channel.ts"),
      import("@grpc/grpc-js"),
      import("@bufbuild/protobuf"),
    ]);
    const registry = await loadProto(call["proto"], context);
    const method = findMethod(
      registry,
      readString(service["name"], "service.name"),
      readString(call["method"], "method"),
    );
    const requests = readRequests(call["arguments"], method).map((each, index) => {
      try {
        return toBinary(method.input, fromJson(method.input, each, { registry }));
      } catch (error) {
        const field = isClientStream(method) ? `arguments/${String(index)}` : "arguments";
        throw invalidArgument(
          field,
          `a ${method.input.typeName}: ${error instanceof Error ? error.message : "it is not"}`,
        );
      }
    });
    const authorization = await authorizationOf(service["authentication"], context);
    const metadata = new grpc.Metadata();
    metadata.set("idempotency-key", encodeURI(context.idempotencyKey));
    if (authorization !== undefined) metadata.set("authorization", authorization);
    const address = { host, port, confidential: authorization !== undefined };
    const client = await openChannel(address, context);
    try {
      const answers = await exchange(client, method, { requests, metadata, registry }, context);
      if (isServerStream(method)) return [...answers];
      const [answer] = answers;
      if (answer === undefined) throw new ActionError("communication", "the method ended without an answer", NO_ANSWER);
      return answer;
    } catch (error) {
      throw await whyUnavailable(error, address, context);
    } finally {
      client.close();
    }
  },
};

const NO_ANSWER = { status: 500, title: "grpc_status" };

function readPort(value: Json | undefined): number {
  if (value === undefined || value === null) return 443;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > 65_535) {
    throw invalidArgument("service.port", "a number from 1 to 65535");
  }
  return value;
}

/** The method. Throws `configuration` `grpc_method` where the file has none of these names, or several such services. */
function findMethod(registry: FileRegistry, service: string, method: string): DescMethod {
  const services = [...registry].filter((each) => each.kind === "service");
  const exact = services.filter(({ typeName }) => typeName === service);
  const found = exact.length > 0 ? exact : services.filter(({ name }) => name === service);
  const [only] = found;
  const chosen = found.length === 1 ? only?.methods.find(({ name }) => name === method) : undefined;
  if (chosen !== undefined) return chosen;
  const known = services.map(({ typeName }) => typeName).join(", ");
  throw new ActionError(
    "configuration",
    found.length === 1 ? `${service} has no method ${method}` : `the protocol file has not one ${service} but ${known}`,
    { title: "grpc_method" },
  );
}

function isClientStream({ methodKind }: DescMethod): boolean {
  return methodKind === "client_streaming" || methodKind === "bidi_streaming";
}

function isServerStream({ methodKind }: DescMethod): boolean {
  return methodKind === "server_streaming" || methodKind === "bidi_streaming";
}

function readRequests(value: Json | undefined, method: DescMethod): readonly JsonValue[] {
  const given = value ?? {};
  if (isClientStream(method) && Array.isArray(given)) return given as readonly JsonValue[];
  // Some messages have a form of their own in JSON, such as times; most are objects.
  if (Array.isArray(given) || (!isObject(given) && !method.input.typeName.startsWith("google.protobuf."))) {
    throw invalidArgument("arguments", isClientStream(method) ? "a message or an array of messages" : "an object");
  }
  return [given as JsonValue];
}

interface Exchange {
  readonly requests: readonly Uint8Array[];
  readonly metadata: MetadataType;
  readonly registry: FileRegistry;
}

/** Sends all requests, then takes all answers. Rejects with `ActionError`, or with the signal's reason when cancelled. */
async function exchange(
  client: Client,
  method: DescMethod,
  { requests, metadata, registry }: Exchange,
  context: ActionContext,
): Promise<readonly Json[]> {
  const { grpcFailure } = await import("./grpc-failure.ts");
  const { fromBinary, toJson } = await import("@bufbuild/protobuf");
  const where = `${method.parent.typeName}/${method.name}`;
  const { signal } = context;
  const mostMs = method.methodKind === "unary" ? LIMITS.totalMs.value : LIMITS.patientMs.value;
  const deadline = Date.now() + Math.min(context.timeoutMs ?? mostMs, mostMs);
  const answers: Json[] = [];
  let sizeBytes = 0;
  // A duplex call serves every kind of method: on the wire they are the same.
  const call: ClientDuplexStream<Uint8Array, Uint8Array> = client.makeBidiStreamRequest(
    `/${where}`,
    (bytes: Uint8Array) => Buffer.from(bytes),
    (bytes: Buffer) => bytes,
    metadata,
    { deadline },
  );
  const cancel = (): void => call.cancel();
  signal.addEventListener("abort", cancel);
  try {
    await new Promise<void>((resolve, reject) => {
      const refuse = (error: ActionError): void => {
        call.cancel();
        reject(error);
      };
      call.on("data", (bytes: Uint8Array) => {
        sizeBytes += bytes.byteLength;
        if (sizeBytes > LIMITS.responseBytes.value || answers.length >= LIMITS.streamMessages.value) {
          refuse(
            new ActionError("communication", `${where} answered with too much`, { title: LIMITS.responseBytes.code }),
          );
          return;
        }
        try {
          answers.push(decode(method.output, bytes));
        } catch {
          refuse(new ActionError("communication", `${where} answered with something else`, { title: "grpc_decoding" }));
        }
      });
      call.on("error", (error: ServiceError) => reject(grpcFailure(where, error.code, error.details)));
      call.on("end", () => undefined);
      call.on("status", ({ code, details }: { code: number; details: string }) => {
        if (code === 0) resolve();
        else reject(grpcFailure(where, code, details));
      });
      if (signal.aborted) call.cancel();
      for (const request of requests) call.write(request);
      call.end();
    });
  } catch (error) {
    if (!signal.aborted) throw error;
    if (!isTimeout(signal.reason)) throw signal.reason;
    throw new ActionError("timeout", `${where} did not end in time`, { title: LIMITS.totalMs.code });
  } finally {
    signal.removeEventListener("abort", cancel);
  }
  return answers;

  function decode(type: DescMessage, bytes: Uint8Array): Json {
    return toJson(type, fromBinary(type, bytes), { registry, alwaysEmitImplicit: true }) as Json;
  }
}

/** What `AbortSignal.timeout` aborts with. */
function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === "TimeoutError";
}
