// The compiler's table: one function per kind of node. Adding a kind does not compile until it is answered for here.
import type { Node, NodeOf } from "../syntax/ast.ts";
import { compileAssign } from "./assign.ts";
import { compileBind, compileForeach, compileReduce } from "./bind.ts";
import { compileCall, compileDefine } from "./call.ts";
import { single, type Code } from "./code.ts";
import { compileArray, compileObject, compileString } from "./construct.ts";
import {
  compileAlternative,
  compileBreak,
  compileComma,
  compileIf,
  compileLabel,
  compileLogic,
  compilePipe,
  compileTry,
} from "./flow.ts";
import { compileBinary, compileNegate } from "./operators.ts";
import { compileIdentity, compileIndex, compileIterate, compileSlice, recurseCode } from "./paths.ts";
import { formatCode } from "../builtins/formats.ts";
import { compileVariable } from "./variable.ts";
import { emptyScope, type Compiler, type Scope } from "./scope.ts";
import { builtinCode } from "../builtins/registry.ts";

type Compilers = { readonly [K in Node["kind"]]: (node: NodeOf<K>, scope: Scope) => Code };

const COMPILERS: Compilers = {
  Identity: compileIdentity,
  RecurseDefault: () => recurseCode,
  Literal: ({ value }) => single(() => value),
  String: compileString,
  Format: (node) => formatCode(node.name, node),
  Index: compileIndex,
  Slice: compileSlice,
  Iterate: compileIterate,
  Array: compileArray,
  Object: compileObject,
  Negate: compileNegate,
  Pipe: compilePipe,
  Comma: compileComma,
  Binary: compileBinary,
  And: compileLogic,
  Or: compileLogic,
  Alternative: compileAlternative,
  Assign: compileAssign,
  If: compileIf,
  Try: compileTry,
  Reduce: compileReduce,
  Foreach: compileForeach,
  Define: compileDefine,
  Call: compileCall,
  Variable: compileVariable,
  Location: ({ line }) => single(() => ({ file: "<top-level>", line })),
  Bind: compileBind,
  Label: compileLabel,
  Break: compileBreak,
};

const compiler: Compiler = {
  node: (node, scope) => {
    const compile = COMPILERS[node.kind] as (node: Node, scope: Scope) => Code;
    return compile(node, scope);
  },
  builtin: builtinCode,
};

/** The scope of a program without globals. */
export const ROOT_SCOPE: Scope = emptyScope(compiler);
