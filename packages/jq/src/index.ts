// jq 1.8 in TypeScript: synchronous, pure and bounded. Imports nothing outside this folder.
export { analyse, type AnalyseOptions, type JqAnalysis } from "./analysis/analyse.ts";
export type { JqHint } from "./analysis/finding.ts";
export { BUILTIN_NAMES, type BuiltinName } from "./builtins/builtin-names.ts";
export { FORMAT_NAMES } from "./builtins/formats.ts";
export { completeJq } from "./complete/complete-jq.ts";
export type { CompleteOptions, JqCompletion, JqOffer, JqSample, OfferKind } from "./complete/completion.ts";
export { compile, tryCompile, type CompileOptions, type CompileResult } from "./compile-cached.ts";
export { JqBudgetError, JqRuntimeError, JqSyntaxError, type JqBudgetCode, type JqSyntaxCode } from "./errors.ts";
export type { Json, JsonObject } from "./json.ts";
export {
  DEFAULT_MAX_ALLOCATED_BYTES,
  DEFAULT_MAX_DEPTH,
  DEFAULT_MAX_JSON_DEPTH,
  DEFAULT_MAX_OUTPUT_BYTES,
  DEFAULT_MAX_STEPS,
  MAX_PROGRAM_LENGTH,
  MAX_PROGRAM_NESTING,
} from "./limits.ts";
export type { JqProgram, RunOptions } from "./program.ts";
export type * from "./syntax/ast.ts";
export { parse } from "./syntax/parse.ts";
export { KEYWORDS, tokenize, type Token, type TokenKind } from "./syntax/tokenize.ts";
export { toJsonText } from "./value/json-text.ts";
