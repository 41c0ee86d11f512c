// Another person of the installation's tenant. There is no page yet on which an owner adds people, so the row is written as an
// administrator would; from then on that person signs in through the front door.

import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Browser, BrowserContext } from "@playwright/test";
import { Client } from "pg";
import { hashPassword } from "../src/server/auth/password.ts";
import { expect, watch } from "./fixtures.ts";
import { target } from "./target.ts";

/** Who it is, and their browser. */
export interface SecondPerson extends AsyncDisposable {
  readonly context: BrowserContext;
}

/** Adds a person with the role of an editor and signs them in, in a browser context of their own. */
export async function secondPerson(browser: Browser, name: string): Promise<SecondPerson> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/gu, ".")}.${Date.now().toString(36)}@example.com`;
  const password = randomUUID();
  await addEditor(email, name, password);
  const { url } = target();
  const context = await browser.newContext({ baseURL: url });
  const broken = watch(context);
  const answer = await context.request.post(`${url}/api/auth/login`, {
    data: { email, password },
    headers: { origin: url },
  });
  expect(answer.ok(), "the second person signs in").toBe(true);
  return {
    context,
    [Symbol.asyncDispose]: async () => {
      await context.close();
      expect(broken, "no page of the second person broke a rule").toEqual([]);
    },
  };
}

async function addEditor(email: string, name: string, password: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl() });
  await client.connect();
  try {
    const owner = await client.query("select tenant_id from user_account where email = $1", [target().email]);
    const tenantId: unknown = owner.rows[0]?.tenant_id;
    const id = randomUUID();
    const passwordHash = await hashPassword(password);
    await client.query(
      "insert into user_account (id, tenant_id, email, name, password_hash) values ($1, $2, $3, $4, $5)",
      [id, tenantId, email, name, passwordHash],
    );
    await client.query("insert into membership (tenant_id, user_id, role) values ($1, $2, 'editor')", [tenantId, id]);
  } finally {
    await client.end();
  }
}

/** The owner's connection: the one configured, else the embedded server's, whose port the state folder has. */
function databaseUrl(): string {
  const configured = process.env["DATABASE_URL"];
  if (configured !== undefined && configured !== "") return configured;
  const { state } = target();
  if (state === undefined) throw new Error("the installation's state folder is not known");
  const { port } = JSON.parse(readFileSync(join(state, "postgres.json"), "utf8")) as { readonly port: number };
  const password = readFileSync(join(state, "postgres.password"), "utf8").trim();
  return `postgresql://ironweave:${password}@127.0.0.1:${port}/ironweave`;
}
