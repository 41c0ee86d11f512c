// The connection of the application's role, and the only way to a row: `tenant(id, work)`, one transaction in which
// row-level security shows that tenant's rows and no others. Nothing outside this file may construct a Prisma client.

import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "../generated/client.ts";
import type { Prisma } from "../generated/client.ts";

/** What `work` gets: Prisma's client, inside the tenant's transaction. */
export type TenantTransaction = Prisma.TransactionClient;

export interface DatabaseOptions {
  /** Connection string of the application's role, see `appRoleUrl`. */
  readonly url: string;
  /** Connections kept open at most. @default 10 */
  readonly maxConnections?: number;
  /** How long to wait for a connection. @default 2,000 ms */
  readonly connectTimeoutMs?: number;
  /** Longest transaction. @default 15,000 ms */
  readonly transactionTimeoutMs?: number;
}

/** A user account as a login needs it, before its tenant is known. */
export interface LoginCandidate {
  readonly tenantId: string;
  readonly userId: string;
  readonly passwordHash: string;
}

/** Whose a session or token is. */
export interface CredentialOwner {
  readonly kind: "session" | "token";
  readonly tenantId: string;
  readonly userId: string;
}

export interface Database extends AsyncDisposable {
  /** Connection string of the application's role. Holds the password: never print it. */
  readonly url: string;
  /** Runs `work` in one transaction of that tenant. @throws MissingTenantError where the id is not a UUID */
  tenant<T>(tenantId: string, work: (tx: TenantTransaction) => Promise<T>): Promise<T>;
  /** The accounts with an address, in all tenants, at most 5. Nothing else of them can be read this way. */
  loginCandidates(email: string): Promise<readonly LoginCandidate[]>;
  /** Whose credential has this SHA-256 (hexadecimal), or undefined where it is unknown, expired or revoked. */
  credentialOwner(hash: string): Promise<CredentialOwner | undefined>;
  /** Rejects with `UnsafeRoleError` where the connection's role would pass by row-level security. Call it once at start. */
  assertSafeRole(): Promise<void>;
  /** Ids of all tenants, for what runs on behalf of all of them (the reconciler). */
  tenantIds(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A tenant is never guessed: its absence is an error. */
export class MissingTenantError extends Error {
  override readonly name = "MissingTenantError";
}

/** The connection is the owner's or a superuser's: rows of all tenants would be visible. */
export class UnsafeRoleError extends Error {
  override readonly name = "UnsafeRoleError";
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;

/** Opens a pool; connections are made when they are first needed. */
export function createDatabase(options: DatabaseOptions): Database {
  const connectTimeoutMs = options.connectTimeoutMs ?? 2_000;
  const adapter = new PrismaPg({
    connectionString: options.url,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: 30_000,
  });
  const prisma = new PrismaClient({
    adapter,
    transactionOptions: { maxWait: connectTimeoutMs, timeout: options.transactionTimeoutMs ?? 15_000 },
  });
  const close = (): Promise<void> => prisma.$disconnect();
  return {
    url: options.url,
    close,
    [Symbol.asyncDispose]: close,
    tenant: (tenantId, work) => {
      if (!UUID.test(tenantId)) {
        return Promise.reject(new MissingTenantError("A transaction needs the id of its tenant."));
      }
      return prisma.$transaction(async (tx) => {
        await tx.$queryRaw`select set_config('app.tenant_id', ${tenantId}, true)`;
        return await work(tx);
      });
    },
    loginCandidates: (email) =>
      prisma.$transaction(async (tx) => {
        await tx.$queryRaw`select set_config('app.login_email', ${email}, true)`;
        const users = await tx.userAccount.findMany({
          where: { email, disabledAt: null },
          select: { id: true, tenantId: true, passwordHash: true },
          orderBy: { createdAt: "asc" },
          take: 5,
        });
        return users.map(({ id, tenantId, passwordHash }) => ({ tenantId, userId: id, passwordHash }));
      }),
    credentialOwner: (hash) =>
      prisma.$transaction(async (tx) => {
        await tx.$queryRaw`select set_config('app.credential', ${hash}, true)`;
        const now = new Date();
        const tokenHash = Buffer.from(hash, "hex");
        const select = { tenantId: true, userId: true } as const;
        const session = await tx.session.findFirst({ where: { tokenHash, expiresAt: { gt: now } }, select });
        if (session !== null) return { kind: "session", ...session };
        const alive = { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
        const token = await tx.apiToken.findFirst({ where: { tokenHash, ...alive }, select });
        return token === null ? undefined : { kind: "token", ...token };
      }),
    assertSafeRole: async () => {
      const rows = await prisma.$queryRaw<{ unsafe: boolean }[]>`
        select rolsuper or rolbypassrls or pg_get_userbyid(
          (select relowner from pg_class where oid = 'public.tenant'::regclass)) = current_user as unsafe
        from pg_roles where rolname = current_user`;
      if (rows[0]?.unsafe === false) return;
      throw new UnsafeRoleError(
        "DATABASE_URL names the owner of the tables or a superuser, whom row-level security does not hold. Use the connection string of the role ironweave_app that migrate() returns.",
      );
    },
    tenantIds: () =>
      prisma.$transaction(async (tx) => {
        await tx.$queryRaw`select set_config('app.scope', 'all-tenants', true)`;
        const tenants = await tx.tenant.findMany({ select: { id: true }, orderBy: { id: "asc" } });
        return tenants.map(({ id }) => id);
      }),
  };
}
