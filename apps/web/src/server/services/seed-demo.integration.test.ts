// The demo is filled in once, and a second start changes only what its caller keeps.
import { createDatabase, getSecret, secretKeyFrom } from "@ironweave/db";
import { startTestDatabase } from "@ironweave/db/testing";
import { expect, test } from "vitest";
import { credentialHash } from "../auth/credential.ts";
import { verifyPassword } from "../auth/password.ts";
import { definition } from "../testing/test-app.ts";
import { seedDemo } from "./seed-demo.ts";

test("a second seed keeps everything, takes a new password and token, and brings back nothing that was deleted", async () => {
  await using server = await startTestDatabase();
  await using db = createDatabase({ url: server.url });
  const secretKey = secretKeyFrom(Buffer.alloc(32, 3).toString("base64"));
  const options = {
    ownerEmail: "Owner@Example.com",
    ownerPassword: "first",
    ownerToken: "iw_first",
    secretKey,
    secrets: { metalToken: "t" },
    workflows: [definition("one"), definition("two")],
  };
  const first = await seedDemo(db, options);
  expect(first.created).toEqual(["default/one", "default/two"]);
  const { tenantId } = first;
  expect(await getSecret(db, secretKey, { tenantId, name: "metalToken" })).toBe("t");
  await db.tenant(tenantId, (tx) =>
    tx.workflow.updateMany({ where: { name: "one" }, data: { deletedAt: new Date() } }),
  );

  const second = await seedDemo(db, { ...options, ownerPassword: "second", ownerToken: "iw_second" });
  expect(second).toEqual({ tenantId, created: [] });
  expect(await db.tenantIds()).toEqual([tenantId]);
  const [account] = await db.loginCandidates("owner@example.com");
  expect(await verifyPassword("second", account?.passwordHash ?? "")).toBe(true);
  expect(await db.credentialOwner(credentialHash("iw_first"))).toBeUndefined();
  expect(await db.credentialOwner(credentialHash("iw_second"))).toMatchObject({ kind: "token", tenantId });
});
