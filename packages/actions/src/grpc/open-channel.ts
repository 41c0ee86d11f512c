// Where a service is and how it is spoken to. The name is resolved once and judged; the channel gets the address, so that
// gRPC's own resolver, proxies and service configuration have no say. TLS is never given up for a server that speaks it.

import { connect, createSecureContext } from "node:tls";
import { isIPv6 } from "node:net";
import { ChannelCredentials, Client, credentials } from "@grpc/grpc-js";
import type { ChannelOptions } from "@grpc/grpc-js";
import { ActionError } from "../action-error.ts";
import type { ActionContext } from "../define-action.ts";
import { certificateFailure } from "../http/certificate-failure.ts";
import { LIMITS } from "../limits.ts";

const TLS_PORT = 443;
const UNAVAILABLE = 503;

export interface ServiceAddress {
  readonly host: string;
  readonly port: number;
  /** Whether the calls carry credentials, which go over TLS or to hosts that the operator listed. */
  readonly confidential: boolean;
}

/**
 * A client of the service; the caller closes it. Rejects with `ActionError`: what `locate` throws, `communication`
 * `connection_failed` or `certificate_refused`, and `authorization` `grpc_plaintext` for credentials to a public server without TLS.
 */
export async function openChannel(service: ServiceAddress, context: ActionContext): Promise<Client> {
  const { host, port, confidential } = service;
  const { address, listed } = await context.http.locate(host, port);
  const secure = port === TLS_PORT || (await speaksTls(address, service, context.signal));
  if (!secure && confidential && !listed) {
    throw new ActionError("authorization", `${host}:${String(port)} does not speak TLS, and credentials are not sent`, {
      title: "grpc_plaintext",
    });
  }
  const options: ChannelOptions = {
    "grpc.default_authority": port === TLS_PORT ? host : `${host}:${String(port)}`,
    ...(secure ? { "grpc.ssl_target_name_override": host } : {}),
    "grpc.enable_http_proxy": 0,
    "grpc.service_config_disable_resolution": 1,
    "grpc.enable_retries": 0,
    "grpc.use_local_subchannel_pool": 1,
    "grpc.max_receive_message_length": LIMITS.responseBytes.value,
    "grpc.max_send_message_length": LIMITS.requestBytes.value,
    "grpc.max_metadata_size": LIMITS.headerBytes.value,
  };
  const target = isIPv6(address) ? `ipv6:[${address}]:${String(port)}` : `ipv4:${address}:${String(port)}`;
  // Whom Node trusts: `createSsl` would ask variables of gRPC's own, so that HTTP and gRPC trusted different authorities.
  const channel: ChannelCredentials = secure
    ? ChannelCredentials.createFromSecureContext(createSecureContext())
    : credentials.createInsecure();
  return new Client(target, channel, options);
}

/**
 * Why a call ended with UNAVAILABLE: `certificate_refused`, which gRPC does not tell from a server that is down, else the failure
 * itself. Only the port of TLS is asked, since others are before the call.
 */
export async function whyUnavailable(
  failure: unknown,
  service: ServiceAddress,
  context: ActionContext,
): Promise<unknown> {
  if (service.port !== TLS_PORT || !(failure instanceof ActionError) || failure.status !== UNAVAILABLE) return failure;
  try {
    const { address } = await context.http.locate(service.host, service.port);
    await speaksTls(address, service, context.signal);
    return failure;
  } catch (error) {
    return error instanceof ActionError && error.title === "certificate_refused" ? error : failure;
  }
}

/** Asks for a handshake, and rejects where it shows a certificate that is not for this host or not trusted. */
function speaksTls(address: string, { host, port }: ServiceAddress, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, servername: serverName(host), ALPNProtocols: ["h2"] });
    const end = (settle: () => void): void => {
      signal.removeEventListener("abort", aborted);
      socket.destroy();
      settle();
    };
    const aborted = (): void => end(() => reject(signal.reason));
    const failed = (code: string): ActionError =>
      new ActionError("communication", `${host}:${String(port)} could not be reached: ${code}`, {
        title: "connection_failed",
      });
    signal.addEventListener("abort", aborted);
    if (signal.aborted) aborted();
    let connected = false;
    socket.setTimeout(LIMITS.tlsProbeMs.value, () => {
      end(() => (connected ? resolve(false) : reject(failed("no connection in time"))));
    });
    socket.once("connect", () => (connected = true));
    socket.once("secureConnect", () => end(() => resolve(true)));
    socket.once("error", (error: NodeJS.ErrnoException) => {
      const code = error.code ?? error.message;
      const refused = certificateFailure(error, `${host}:${String(port)}`);
      if (refused !== undefined) return end(() => reject(refused));
      return end(() => (connected ? resolve(isTls(code)) : reject(failed(code))));
    });
    socket.once("close", () => end(() => resolve(false)));
  });
}

/** Whether the handshake failed as only a server that speaks TLS lets it: the call itself fails then. */
function isTls(code: string): boolean {
  return /CERT|SIGNATURE|ALERT|UNSUPPORTED_PROTOCOL|UNSPECIFIED|TOO_SMALL|TOO_WEAK/.test(code);
}

function serverName(host: string): string {
  return /^[\d.]+$|:/.test(host) ? "" : host;
}
