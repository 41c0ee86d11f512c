// What a fresh installation holds: one tenant with its owner, an API token, the secrets of the demo and the example workflows.
// Safe to run again: what is there is left alone, except that the owner's password, the token and the secrets are set to
// what the caller gives, since the caller keeps them.

import { newId, putSecret } from "@ironweave/db";
import type { Database, SecretKey, TenantTransaction } from "@ironweave/db";
import type { Actor } from "../auth/actor.ts";
import { credentialHash } from "../auth/credential.ts";
import { hashPassword, verifyPassword } from "../auth/password.ts";
import { readNames } from "../definition/read-definition.ts";
import { ensureNamespace } from "./ensure-namespace.ts";
import { upsertWorkflow } from "./upsert-workflow.ts";

export interface DemoOptions {
  readonly ownerEmail: string;
  readonly ownerPassword: string;
  /** Bearer token of the public API. */
  readonly ownerToken: string;
  readonly secretKey: SecretKey;
  /** Values by name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Texts of workflows that are created where their names are free. */
  readonly workflows: readonly string[];
}

export interface SeededDemo {
  readonly tenantId: string;
  /** Names of the workflows that were created. */
  readonly created: readonly string[];
}

/** The demo's tenant: the one that the owner's account is in, or a new one. */
export async function seedDemo(db: Database, options: DemoOptions): Promise<SeededDemo> {
  const email = options.ownerEmail.trim().toLowerCase();
  const [known] = await db.loginCandidates(email);
  const tenantId = known?.tenantId ?? newId();
  const userId = known?.userId ?? newId();
  const keeps = known !== undefined && (await verifyPassword(options.ownerPassword, known.passwordHash));
  const passwordHash = keeps ? known.passwordHash : await hashPassword(options.ownerPassword);
  await db.tenant(tenantId, async (tx) => {
    if (known === undefined) await createOwner(tx, { tenantId, userId, email, passwordHash });
    else if (!keeps) await tx.userAccount.update({ where: { id: userId }, data: { passwordHash } });
    await ensureNamespace(tx, tenantId, "default");
    await ensureToken(tx, tenantId, userId, options.ownerToken);
  });
  for (const [name, value] of Object.entries(options.secrets)) {
    await putSecret(db, options.secretKey, { tenantId, name }, value);
  }
  const actor: Actor = {
    tenantId,
    tenantName: "",
    role: "owner",
    user: { id: userId, email, name: "Owner" },
    via: "token",
  };
  const created: string[] = [];
  for (const text of options.workflows) {
    const { namespace, name } = readNames(text);
    const where = { tenantId, name, namespace: { tenantId, name: namespace } };
    // Also where it was deleted: the demo does not bring back what its owner has thrown away.
    if ((await db.tenant(tenantId, (tx) => tx.workflow.count({ where }))) > 0) continue;
    await upsertWorkflow({ db }, actor, text);
    created.push(`${namespace}/${name}`);
  }
  return { tenantId, created };
}

interface NewOwner {
  readonly tenantId: string;
  readonly userId: string;
  readonly email: string;
  readonly passwordHash: string;
}

async function createOwner(tx: TenantTransaction, owner: NewOwner): Promise<void> {
  const { tenantId, userId, email, passwordHash } = owner;
  await tx.tenant.create({ data: { id: tenantId, name: "Ironweave" } });
  await tx.userAccount.create({ data: { id: userId, tenantId, email, name: "Owner", passwordHash } });
  await tx.membership.create({ data: { tenantId, userId, role: "owner" } });
}

async function ensureToken(tx: TenantTransaction, tenantId: string, userId: string, token: string): Promise<void> {
  const tokenHash = Buffer.from(credentialHash(token), "hex");
  if ((await tx.apiToken.count({ where: { tenantId, tokenHash } })) > 0) return;
  await tx.apiToken.updateMany({ where: { tenantId, name: "start" }, data: { revokedAt: new Date() } });
  await tx.apiToken.create({ data: { id: newId(), tenantId, userId, name: "start", tokenHash } });
}
