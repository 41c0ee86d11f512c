// [R2] Every procedure and route declares who may call it. The router and the tables are enumerated, so a new entrance without a
// permission, or a role that was not decided on, fails here.
import { describe, expect, test } from "vitest";
import { PERMISSIONS, permissionsOf, roleMay, ROLES } from "./auth/permissions.ts";
import { openApiDocument } from "./rest/openapi.ts";
import { PUBLIC_ROUTES, ROUTES } from "./rest/routes.ts";
import { declaredProcedures } from "./testing/declared-procedures.ts";

const procedures = declaredProcedures();

describe("[R2] tRPC", () => {
  test.each(procedures.map(([path, { _def }]) => ({ path, meta: _def.meta })))(
    "$path has a permission and a tenant",
    ({ meta }) => {
      expect(PERMISSIONS).toContain(meta?.permission);
      expect(meta?.tenantScoped).toBe(true);
    },
  );

  test("has the procedures that the page builds on", () => {
    expect(procedures.map(([path]) => path).sort()).toEqual([
      "event.list",
      "event.publish",
      "event.redeliver",
      "namespace.list",
      "run.cancel",
      "run.children",
      "run.engine",
      "run.event",
      "run.events",
      "run.get",
      "run.heads",
      "run.list",
      "run.onEvents",
      "run.onLog",
      "run.start",
      "schedule.backfill",
      "schedule.list",
      "schedule.update",
      "session.me",
      "template.list",
      "workflow.announce",
      "workflow.create",
      "workflow.delete",
      "workflow.get",
      "workflow.head",
      "workflow.list",
      "workflow.onPeople",
      "workflow.restore",
      "workflow.saveDraft",
      "workflow.saveVersion",
      "workflow.version",
      "workflow.versions",
    ]);
  });

  test("changes only by mutations: a permission to write is on no query", () => {
    for (const [path, { _def }] of procedures) {
      const reads = _def.meta?.permission.endsWith(".read") === true;
      expect({ path, reads }).toEqual({ path, reads: _def.type !== "mutation" });
    }
  });
});

describe("[R2] REST", () => {
  test("every route has a permission, and GET routes only read", () => {
    for (const route of ROUTES) {
      expect(PERMISSIONS).toContain(route.permission);
      expect({ route: route.template, reads: route.permission.endsWith(".read") }).toEqual({
        route: route.template,
        reads: route.method === "GET",
      });
    }
  });

  test("what is public is exactly this", () => {
    expect(PUBLIC_ROUTES).toEqual(["GET /health", "GET /openapi.json"]);
  });

  test("no two routes answer the same request", () => {
    const shapes = ROUTES.map(({ method, template }) => `${method} ${template.replaceAll(/\{\w+\}/gu, "{}")}`);
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  test("the OpenAPI document has every route, with a schema for each answer", () => {
    const document = JSON.parse(JSON.stringify(openApiDocument("https://ironweave.example")));
    expect(document).toMatchObject({ openapi: "3.1.0", servers: [{ url: "https://ironweave.example/api/v1" }] });
    for (const { method, template, status } of ROUTES) {
      const operation = document.paths[template]?.[method.toLowerCase()];
      expect(Object.keys(operation?.responses[status].content["application/json"].schema ?? {})).not.toEqual([]);
    }
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path as Record<string, { operationId: string }>).map((operation) => operation.operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test("a role may exactly this", () => {
  expect(Object.fromEntries(ROLES.map((role) => [role, permissionsOf(role)]))).toEqual({
    owner: PERMISSIONS,
    admin: PERMISSIONS,
    // Receivers see what runs put out, and are an address outside: not an editor's to choose.
    editor: PERMISSIONS.filter((permission) => !/^webhook\.|^namespace\.write$/u.test(permission)),
    viewer: [
      "session.read",
      "namespace.read",
      "workflow.read",
      "presence.announce",
      "run.read",
      "event.read",
      "schedule.read",
    ],
  });
  expect(roleMay("viewer", "run.start")).toBe(false);
});
