// jq 1.8 in TypeScript: synchronous, pure and bounded. Imports nothing outside this folder.
export type { Json, JsonObject } from "./json.ts";
