// Signing in and out with the local account; every failure looks the same. Failures are counted by address, and by account from all
// addresses together: the second limit is wider, since else anyone could keep an owner out by guessing wrong.

import { newId, writeAudit } from "@ironweave/db";
import { z } from "zod";
import { ApiError } from "../api-error.ts";
import type { AppDeps } from "../app-deps.ts";
import { LIMITS } from "../limits.ts";
import { credentialHash, newCredential } from "./credential.ts";
import { pretendToVerify, verifyPassword } from "./password.ts";

export const loginInput = z.strictObject({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(1_024),
});

/** A new session's secret. @throws ApiError `wrong_login`, `too_many_attempts` */
export async function login(deps: AppDeps, input: z.infer<typeof loginInput>, clientAddress: string): Promise<string> {
  const email = input.email.trim().toLowerCase();
  const counters = [
    { limiter: deps.loginAttempts.byAddress, key: clientAddress },
    { limiter: deps.loginAttempts.byAccount, key: email },
  ];
  if (counters.some(({ limiter, key }) => limiter.isBlocked(key))) {
    throw new ApiError("too_many_attempts", "Too many attempts. Wait a minute and try again.");
  }
  const owner = await findAccount(deps, email, input.password);
  if (owner === undefined) {
    for (const { limiter, key } of counters) limiter.recordFailure(key);
    throw new ApiError("wrong_login", "The e-mail address or the password is wrong.");
  }
  for (const { limiter, key } of counters) limiter.reset(key);
  const session = newCredential();
  const { tenantId, userId } = owner;
  await deps.db.tenant(tenantId, async (tx) => {
    await tx.session.deleteMany({ where: { tenantId, expiresAt: { lt: new Date() } } });
    await tx.session.create({
      data: {
        id: newId(),
        tenantId,
        userId,
        tokenHash: Buffer.from(credentialHash(session), "hex"),
        expiresAt: new Date(Date.now() + LIMITS.sessionMs),
      },
    });
    await writeAudit(tx, { tenantId, actorId: userId, action: "session.create", target: `user/${userId}` });
  });
  return session;
}

/** Ends the session; one that is unknown is left alone. */
export async function logout(deps: AppDeps, session: string): Promise<void> {
  const hash = credentialHash(session);
  const owner = await deps.db.credentialOwner(hash);
  if (owner?.kind !== "session") return;
  const { tenantId, userId } = owner;
  await deps.db.tenant(tenantId, async (tx) => {
    await tx.session.deleteMany({ where: { tenantId, tokenHash: Buffer.from(hash, "hex") } });
    await writeAudit(tx, { tenantId, actorId: userId, action: "session.delete", target: `user/${userId}` });
  });
}

async function findAccount(deps: AppDeps, email: string, password: string) {
  const candidates = await deps.db.loginCandidates(email);
  if (candidates.length === 0) await pretendToVerify(password);
  for (const candidate of candidates) {
    if (await verifyPassword(password, candidate.passwordHash)) return candidate;
  }
  return undefined;
}
