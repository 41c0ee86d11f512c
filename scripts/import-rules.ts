// Who may import whom, as data: the table of CONTRIBUTING.md. check-house.ts holds every source file to it.

/** Files below `folder` (tests left out) may not import what `forbidden` matches; `instead` says what to do. */
export interface ImportRule {
  readonly folder: RegExp;
  readonly except?: RegExp;
  readonly forbidden: RegExp;
  readonly instead: string;
}

const TESTS = /\.test\.tsx?$|\/(?:testing|test|bench|conformance|scripts|e2e)\//;

export const IMPORT_RULES: readonly ImportRule[] = [
  {
    folder: /^packages\/jq\/src\//,
    except: TESTS,
    forbidden: /^[^.]/,
    instead: "jq imports nothing outside its folder",
  },
  {
    folder: /^packages\/schema\/src\//,
    except: TESTS,
    forbidden: /^(?!\.|@ironweave\/jq$|js-yaml$)/,
    instead: "schema imports jq and js-yaml only",
  },
  {
    folder: /^packages\/engine\/src\//,
    except: TESTS,
    forbidden: /^(?!\.|@ironweave\/jq$|@ironweave\/schema(?:\/run)?$)/,
    instead: "the engine reads the world through Host only",
  },
  {
    folder: /^packages\/actions\/src\//,
    except: TESTS,
    forbidden: /^@ironweave\/(?!jq$|schema(?:\/run)?$)|^@temporalio\/|^next|^react/,
    instead: "actions know the language and the outside, not the engine or the apps",
  },
  {
    folder: /^packages\/emulators\/src\//,
    except: TESTS,
    forbidden: /^(?!\.|node:)/,
    instead: "emulators stand alone",
  },
  {
    folder: /^apps\/worker\/src\/workflows\//,
    except: TESTS,
    forbidden: /^node:|^@ironweave\/(?:db|actions$)|^@temporalio\/(?!workflow$|common$)/,
    instead: "workflow code runs in the sandbox; effects are activities",
  },
  {
    folder: /^apps\/worker\/src\/(?!workflows\/)/,
    except: TESTS,
    forbidden: /^@temporalio\/workflow$|^next|^react/,
    instead: "only src/workflows runs in the sandbox",
  },
  {
    folder: /^apps\/web\/src\/(?!server\/|app\/api\/|trpc\/|instrumentation)/,
    except: TESTS,
    forbidden: /^@ironweave\/db|^@temporalio\/|^@prisma\/|^pg$/,
    instead: "only src/server talks to the database and to Temporal",
  },
  {
    folder: /^apps\/web\/src\/(?!editor\/canvas\/)/,
    except: TESTS,
    forbidden: /^@xyflow\//,
    instead: "only src/editor/canvas imports React Flow; use its WorkflowCanvas",
  },
  {
    folder: /^apps\/web\/src\/(?!editor\/text\/)/,
    except: TESTS,
    forbidden: /^monaco-editor/,
    instead: "only src/editor/text imports Monaco",
  },
  {
    folder: /^apps\/web\/src\/editor\/kernels\//,
    except: TESTS,
    forbidden: /\/store\/|^react|^zustand/,
    instead: "kernels are pure geometry and look-ups; pass them what they need",
  },
  {
    folder: /^(?:packages\/|apps\/web\/|prisma\/)/,
    except: TESTS,
    forbidden: /^@ironweave\/(?:web|worker)(?:\/|$)|\/apps\//,
    instead: "apps are imported by nobody",
  },
];

/** What a file imports statically or lazily: the module names as written. */
export function importsOf(text: string): readonly string[] {
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s+["']([^"']+)["']|(?:^|\n)import\s+["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g,
    ),
  ].flatMap((match) => match[1] ?? match[2] ?? match[3] ?? []);
}
