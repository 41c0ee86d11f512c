// Apache Kafka's own jars for tests: fetched once by Maven, from whatever registry it is set up for, into the folder of downloaded
// programs. The invariant: the folder is complete, since it is filled beside and renamed.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const KAFKA_VERSION = "4.1.1";

const BIN = fileURLToPath(new URL("../../../../.ironweave/bin/", import.meta.url));
const LEAST_JAVA = 17;
const COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";
const FETCH_MS = 4 * 60_000;

/** Logs go to standard error by `slf4j-simple`: what Kafka says when it does not start. */
const POM = `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>ironweave.test</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${KAFKA_VERSION}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`;

/** The folder of the jars, or why there is none. */
export type KafkaJars = { readonly folder: string } | { readonly missing: string };

/** The jars as they are, or fetched now: half a minute, and 45 MB. */
export function kafkaJars(progress: (line: string) => void): KafkaJars {
  const java = javaVersion();
  if (java === undefined) return { missing: "no java on PATH (Debian: apt-get install openjdk-17-jre-headless)" };
  if (java < LEAST_JAVA) return { missing: `Java ${String(java)} is too old for Kafka ${KAFKA_VERSION}` };
  const folder = join(BIN, `kafka-${KAFKA_VERSION}`);
  if (existsSync(folder)) return { folder };
  mkdirSync(BIN, { recursive: true });
  const beside = mkdtempSync(join(BIN, "kafka-"));
  try {
    progress(`fetching Kafka ${KAFKA_VERSION} with mvn (45 MB, once)`);
    const pom = join(beside, "pom.xml");
    writeFileSync(pom, POM);
    const flags = ["-q", "-B", "-f", pom, COPY, "-DincludeScope=runtime", `-DoutputDirectory=${join(beside, "jars")}`];
    execFileSync("mvn", flags, { timeout: FETCH_MS, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
    renameSync(join(beside, "jars"), folder);
    return { folder };
  } catch (error) {
    // Another process may have been faster.
    return existsSync(folder) ? { folder } : { missing: `mvn cannot fetch Kafka: ${reason(error)}` };
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** The major version of the `java` on PATH. */
function javaVersion(): number | undefined {
  try {
    const words = execFileSync("java", ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return Number(/\b(\d+)/.exec(words)?.[1] ?? 0);
  } catch (error) {
    // Before version 9 it does not know the flag.
    return error instanceof Error && "code" in error && error.code === "ENOENT" ? undefined : 8;
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "ENOENT") return "it is not installed (Debian: apt-get install maven)";
  const output = "stdout" in error && typeof error.stdout === "string" ? error.stdout : "";
  return output.split("\n").find((line) => line.includes("ERROR")) ?? error.message;
}
