#!/usr/bin/env node
// Stands in for Prisma's native `schema-engine` where it cannot be downloaded: the same arguments and the same JSON-RPC lines
// over stdio, answered by `@prisma/schema-engine-wasm` through the pg driver adapter. Used by scripts/prisma.ts only.

import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { Client, Result } from "pg";

const ENGINE_HASH = "0edf323efd1d98336f3f0a68684b56f689b900d3";
/** pg's type numbers: the engine reads catalog columns of types that the adapter does not know, as ones that it does. */
const READ_AS = new Map([
  [18, 1042],
  [1002, 1009],
]);

const args = process.argv.slice(2);
const all = (name) => args.flatMap((arg, index) => (arg === name ? [args[index + 1]] : []));

if (args[0] === "--version") {
  console.log(`schema-engine-cli ${ENGINE_HASH}`);
  process.exit(0);
}

const url = JSON.parse(all("--datasource")[0] ?? "{}").url ?? process.env.DATABASE_URL;
const cli = args.indexOf("cli");
if (cli >= 0) process.exit(await runCliCommand(args[cli + 1]));
await answerRequests();

/** `can-connect-to-database`, `create-database` and `drop-database`: Prisma reads the outcome from the exit code and stderr. */
async function runCliCommand(command) {
  const target = new URL(url);
  const database = decodeURIComponent(target.pathname.slice(1));
  if (command !== "can-connect-to-database") target.pathname = "/postgres";
  const client = new Client({ connectionString: target.href });
  try {
    await client.connect();
    if (command === "create-database") await client.query(`create database ${client.escapeIdentifier(database)}`);
    if (command === "drop-database") await client.query(`drop database ${client.escapeIdentifier(database)}`);
    return 0;
  } catch (error) {
    const code = { "3D000": "P1003", "28P01": "P1000" }[error.code] ?? "P1001";
    writeLog("INFO", { message: "start" });
    writeLog("ERROR", { is_panic: false, error_code: code, message: error.message || String(error) });
    return 1;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function answerRequests() {
  let starting;
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === "") continue;
    const { id, method, params } = JSON.parse(line);
    // Started by the first request, so that a database which is down is an answer to it and not a crash.
    starting ??= startEngine();
    if (method !== undefined) void answer(starting, id, method, params);
  }
}

async function answer(starting, id, method, params) {
  try {
    const engine = await starting;
    const call = engine[method === "getDatabaseVersion" ? "version" : method];
    if (call === undefined) throw new Error(`method not found: ${method}`);
    const result = await call.call(engine, params ?? {});
    // The native engine prints a diff's text by a request of its own; the WebAssembly one returns it.
    if (method === "diff" && typeof result?.stdout === "string") {
      send({ id: `print-${id}`, jsonrpc: "2.0", method: "print", params: { content: result.stdout } });
    }
    send({ id, jsonrpc: "2.0", result: result ?? {} });
  } catch (error) {
    send({ id, jsonrpc: "2.0", error: asRpcError(error) });
  }
}

function asRpcError(error) {
  let known;
  try {
    known = JSON.parse(error.message);
  } catch {
    known = { message: error.message ?? String(error), error_code: error.code };
  }
  const data = { is_panic: false, message: known.message, meta: known.meta ?? {}, error_code: known.error_code };
  return { code: 4466, message: "The engine refused; see data.", data };
}

async function startEngine() {
  readCatalogTypes();
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const bindings = await import(join(folder, "schema_engine_bg.js"));
  const wasm = readFileSync(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const datamodels = all("--datamodels").map((path) => [path, readFileSync(path, "utf8")]);
  const options = { datamodels: datamodels.length > 0 ? datamodels : undefined };
  return bindings.SchemaEngine.new(options, () => {}, adapterFactory());
}

function readCatalogTypes() {
  const addFields = Result.prototype.addFields;
  Result.prototype.addFields = function addKnownFields(fields) {
    for (const field of fields) field.dataTypeID = READ_AS.get(field.dataTypeID) ?? field.dataTypeID;
    return addFields.call(this, fields);
  };
}

/**
 * The adapter, and how it opens a shadow database. The connection is given in parts: in a connection string the database
 * would win over the one asked for, and the migrations would be replayed on the real one.
 */
function adapterFactory() {
  const at = new URL(url ?? "postgresql://localhost/postgres");
  const config = {
    host: at.searchParams.get("host") ?? decodeURIComponent(at.hostname),
    port: Number(at.port || 5432),
    user: decodeURIComponent(at.username),
    password: decodeURIComponent(at.password) || undefined,
    database: decodeURIComponent(at.pathname.slice(1)),
    ssl: ["require", "verify-full"].includes(at.searchParams.get("sslmode")) ? {} : undefined,
  };
  const base = new PrismaPg(config, { schema: at.searchParams.get("schema") ?? undefined });
  return bindMigrationAwareSqlAdapterFactory({
    provider: base.provider,
    adapterName: base.adapterName,
    connect: async () => sendScriptsWhole(await base.connect()),
    connectToShadowDb: () => openShadow(base, config),
  });
}

/** The adapter cuts scripts at each semicolon, also inside the body of a function; the server does not need that. */
function sendScriptsWhole(connection) {
  connection.executeScript = async (script) => {
    await connection.client.query(script);
  };
  return connection;
}

async function openShadow(base, config) {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  const admin = await base.connect();
  await admin.executeScript(`create database "${name}" template template0`);
  const shadow = sendScriptsWhole(await new PrismaPg({ ...config, database: name }).connect());
  const dispose = shadow.dispose.bind(shadow);
  shadow.dispose = async () => {
    await dispose();
    await admin.executeScript(`drop database if exists "${name}" with (force)`);
    await admin.dispose();
  };
  return shadow;
}

function writeLog(level, fields) {
  const entry = { timestamp: new Date().toISOString(), level, fields, target: "schema_engine::logger" };
  process.stderr.write(`${JSON.stringify(entry)}\n`);
}

function send(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
