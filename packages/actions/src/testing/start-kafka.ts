// A real Kafka broker for tests: one node in KRaft mode, at ports chosen by the system, in a folder of its own.

import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { answers, freePort } from "./start-broker.ts";
import type { Certificate } from "./private-authority.ts";

/** Ports on 127.0.0.1. */
export interface KafkaPorts {
  readonly plain: number;
  /** SASL without TLS. PLAIN: the user `ann`, password `right`; `SCRAM_USERS`, each by its mechanism. */
  readonly sasl: number;
  /** SASL/PLAIN over TLS. */
  readonly tls: number;
  /** Without either, but it sends its clients on to `localhost:elsewhere`. */
  readonly elsewhere: number;
}

export interface TestKafka {
  readonly ports: KafkaPorts;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** At the same ports, with what it had. */
  start(): Promise<void>;
  /** Ends it and deletes what it had. */
  stop(): Promise<void>;
}

export interface TestKafkaOptions {
  readonly jars: string;
  readonly certificate: Certificate;
  /** Where the listener `elsewhere` says that the broker is. */
  readonly elsewhere: { readonly host: string; readonly port: number };
}

const READY_MS = 60_000;
/** Who may sign in by which mechanism, and by that one only. */
export const SCRAM_USERS = {
  scramSha256: { username: "bea", password: "of-256" },
  scramSha512: { username: "cleo", password: "of-512" },
} as const;
const SCRAM = { scramSha256: "SCRAM-SHA-256", scramSha512: "SCRAM-SHA-512" } as const;
const SCRAM_LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule";
const LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule";
const JAVA = ["-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"];

/** Resolves when it takes connections. Rejects with the end of its log. */
export async function startKafka({ jars, certificate, elsewhere }: TestKafkaOptions): Promise<TestKafka> {
  const folder = mkdtempSync(join(tmpdir(), "iw-kafka-"));
  const ports = { plain: await freePort(), sasl: await freePort(), tls: await freePort(), elsewhere: await freePort() };
  const settings = join(folder, "server.properties");
  const keys = join(folder, "keys.pem");
  writeFileSync(keys, Buffer.concat([certificate.key, certificate.cert]));
  writeFileSync(settings, settingsOf({ ports, controller: await freePort(), folder, keys, elsewhere }));
  const scram = (["scramSha256", "scramSha512"] as const).flatMap((type) => {
    const { username, password } = SCRAM_USERS[type];
    return ["-S", `${SCRAM[type]}=[name=${username},password=${password}]`];
  });
  const java = ["-cp", join(jars, "*"), ...JAVA];
  execFileSync("java", [
    ...java,
    "kafka.tools.StorageTool",
    "format",
    "-t",
    "aXJvbndlYXZlLXRlc3QtMQ",
    "-c",
    settings,
    ...scram,
  ]);
  const log = join(folder, "log");
  let child: ChildProcess | undefined;

  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child?.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  };
  const start = async (): Promise<void> => {
    const output = openSync(log, "a");
    child = spawn("java", [...java, "kafka.Kafka", settings], { stdio: ["ignore", output, output] });
    closeSync(output);
    const deadline = Date.now() + READY_MS;
    while (!(await answers(ports.plain))) {
      if (child.exitCode !== null || Date.now() > deadline) {
        await kill();
        throw new Error(`Kafka did not start:\n${readFileSync(log, "utf8").slice(-2000)}`);
      }
      await delay(100);
    }
  };
  const stop = async (): Promise<void> => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return { ports, kill, start, stop };
}

interface Places {
  readonly ports: KafkaPorts;
  readonly controller: number;
  readonly folder: string;
  readonly keys: string;
  readonly elsewhere: TestKafkaOptions["elsewhere"];
}

function settingsOf({ ports, controller, folder, keys, elsewhere }: Places): string {
  const at = (name: string, port: number, host = "127.0.0.1"): string => `${name}://${host}:${String(port)}`;
  const same = [at("PLAIN", ports.plain), at("SASL", ports.sasl), at("TLS", ports.tls)];
  const login = `${LOGIN} required user_ann="right";`;
  return `
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${String(controller)}
listeners=${[...same, at("ELSEWHERE", ports.elsewhere), at("CONTROLLER", controller)].join(",")}
advertised.listeners=${[...same, at("ELSEWHERE", elsewhere.port, elsewhere.host)].join(",")}
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAIN
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAIN:PLAINTEXT,SASL:SASL_PLAINTEXT,TLS:SASL_SSL,ELSEWHERE:PLAINTEXT
sasl.enabled.mechanisms=PLAIN
listener.name.sasl.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512
listener.name.sasl.scram-sha-256.sasl.jaas.config=${SCRAM_LOGIN} required;
listener.name.sasl.scram-sha-512.sasl.jaas.config=${SCRAM_LOGIN} required;
listener.name.sasl.plain.sasl.jaas.config=${login}
listener.name.tls.plain.sasl.jaas.config=${login}
ssl.keystore.type=PEM
ssl.keystore.location=${keys}
log.dirs=${join(folder, "data")}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
group.initial.rebalance.delay.ms=0
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=500
`;
}
