// The OpenAPI 3.1 document, made from the routes' own schemas, so that it cannot tell another story than the code.

import { z } from "zod";
import { API_ERROR_STATUS } from "../api-error.ts";
import { ROUTES } from "./routes.ts";
import type { Route } from "./route.ts";

type Schema = Record<string, unknown>;

const ERROR_SCHEMA = z.object({
  error: z.object({
    code: z.enum(Object.keys(API_ERROR_STATUS)),
    message: z.string(),
    details: z.unknown().optional(),
  }),
});

/** The document; `publicUrl` becomes its server. */
export function openApiDocument(publicUrl: string | undefined): Schema {
  const paths: Record<string, Schema> = {
    "/health": { get: publicOperation("Whether the app can work", "readHealth") },
    "/openapi.json": { get: publicOperation("This document", "readOpenApi") },
  };
  for (const route of ROUTES) {
    (paths[route.template] ??= {})[route.method.toLowerCase()] = operation(route);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Ironweave",
      version: "1",
      description: "Store workflows (CNCF Serverless Workflow DSL 1.0), run them, and read what happened.",
    },
    servers: [{ url: `${publicUrl ?? ""}/api/v1` }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: { Error: schemaOf(ERROR_SCHEMA, "output") },
    },
  };
}

function operation(route: Route): Schema {
  const path = schemaOf(route.path, "input");
  const parameters = [
    ...parametersOf(path, "path"),
    ...parametersOf(schemaOf(route.query, "input"), "query"),
    ...route.headers.map((name) => ({ name, in: "header", required: false, schema: { type: "string" } })),
  ];
  const name = route.template.replaceAll(/[{}]/gu, "").split("/").filter(Boolean);
  return {
    operationId: [route.method.toLowerCase(), ...name].map((part, i) => (i === 0 ? part : capital(part))).join(""),
    summary: route.summary,
    description: `Needs the permission \`${route.permission}\`.`,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.bodyKind === "none" ? {} : { requestBody: requestBody(route) }),
    responses: {
      [route.status]: { description: "Done", content: json(schemaOf(route.response, "output")) },
      default: { description: "Refused", content: json({ $ref: "#/components/schemas/Error" }) },
    },
  };
}

function publicOperation(summary: string, operationId: string): Schema {
  const responses = { 200: { description: "Done", content: json({ type: "object" }) } };
  return { operationId, summary, security: [], responses };
}

function requestBody(route: Route): Schema {
  const schema = schemaOf(route.body, "input");
  if (route.bodyKind === "bytes") {
    const types = ["application/cloudevents+json", "application/cloudevents-batch+json", "*/*"];
    return { required: true, content: Object.fromEntries(types.map((type) => [type, { schema: {} }])) };
  }
  return { required: true, content: route.bodyKind === "yaml" ? { "application/yaml": { schema } } : json(schema) };
}

function parametersOf(schema: Schema, place: "path" | "query"): readonly Schema[] {
  const properties = (schema["properties"] ?? {}) as Record<string, Schema>;
  const required = (schema["required"] ?? []) as readonly string[];
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: property,
  }));
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): Schema {
  // `custom` schemas are JSON values of any shape.
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12", io, unrepresentable: "any" });
  return rest;
}

function json(schema: Schema): Schema {
  return { "application/json": { schema } };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
