// The only reader of `process.env` in the web app. A variable that is missing or wrong stops the start with a sentence.

import { secretKeyFrom } from "@ironweave/db";
import type { SecretKey } from "@ironweave/db";
import { DEFAULT_TASK_QUEUE } from "@ironweave/schema/run";
import { z } from "zod";

const schema = z.object({
  /** Connection string of the role `ironweave_app`, never of the owner. */
  DATABASE_URL: z.string().min(1),
  TEMPORAL_ADDRESS: z.string().min(1).default("127.0.0.1:7233"),
  TEMPORAL_NAMESPACE: z.string().min(1).default("default"),
  IRONWEAVE_TASK_QUEUE: z.string().min(1).default(DEFAULT_TASK_QUEUE),
  /** The address that browsers use, e.g. `https://ironweave.example`. */
  IRONWEAVE_URL: z.url().optional(),
  /** 32 bytes in base64: seals the secrets of webhooks. */
  IRONWEAVE_KEY: z
    .string()
    .refine((text) => Buffer.from(text, "base64").length === 32, "must be 32 bytes in base64")
    .optional(),
  /** Comma-separated `host:port` and CIDR ranges that webhooks may reach although they are not public. */
  IRONWEAVE_EGRESS_ALLOW: z.string().default(""),
});

export interface Environment {
  readonly databaseUrl: string;
  readonly temporal: { readonly address: string; readonly namespace: string; readonly taskQueue: string };
  readonly publicUrl: string | undefined;
  readonly secretKey: SecretKey | undefined;
  readonly egressAllow: readonly string[];
}

/** The checked environment. @throws Error with one line per wrong variable; values are not repeated */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>> = process.env): Environment {
  const result = schema.safeParse(variables);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not complete.\n${lines.join("\n")}`);
  }
  const { data } = result;
  return {
    databaseUrl: data.DATABASE_URL,
    temporal: {
      address: data.TEMPORAL_ADDRESS,
      namespace: data.TEMPORAL_NAMESPACE,
      taskQueue: data.IRONWEAVE_TASK_QUEUE,
    },
    publicUrl: data.IRONWEAVE_URL,
    secretKey: data.IRONWEAVE_KEY === undefined ? undefined : secretKeyFrom(data.IRONWEAVE_KEY),
    egressAllow: data.IRONWEAVE_EGRESS_ALLOW.split(",").filter((entry) => entry !== ""),
  };
}

/** Addresses of the demonstration's stand-ins by name, where they run beside this installation. */
export function readDemoSystems(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<"metal" | "servicenow" | "http", string | undefined>> {
  return {
    metal: variables["IRONWEAVE_METAL_URL"],
    servicenow: variables["IRONWEAVE_SERVICENOW_URL"],
    http: variables["IRONWEAVE_HTTP_URL"],
  };
}

/** The state folder of the installation that `npm start` runs, where the command line leaves events for it. */
export function readStateFolder(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  return variables["IRONWEAVE_STATE"];
}
