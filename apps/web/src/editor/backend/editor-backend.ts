// What the editor needs of a server, as a port: the page gives the tRPC one, tests and development pages give others.

import type { Json } from "@ironweave/jq";

/** A draft as the server has it. Revisions grow by one with each save. */
export interface StoredDraft {
  readonly text: string;
  readonly revision: number;
  readonly updatedAt: string;
}

/** How saving a draft ended. A thrown error means that no answer came: the editor is offline and tries again. */
export type SaveDraftResult =
  | { readonly type: "saved"; readonly revision: number; readonly updatedAt: string }
  | { readonly type: "conflict"; readonly draft: StoredDraft }
  | { readonly type: "refused"; readonly message: string };

/** How saving a version or starting a run ended, with a sentence for the user where it was refused. */
export type Answer<T> =
  | { readonly type: "done"; readonly value: T }
  | { readonly type: "refused"; readonly message: string };

/** A version in the history of a workflow. */
export interface VersionInfo {
  readonly id: string;
  readonly number: number;
  readonly note?: string | undefined;
  readonly author?: string | undefined;
  readonly createdAt: string;
}

/** One workflow on the server. */
export interface EditorBackend {
  saveDraft(text: string, baseRevision: number): Promise<SaveDraftResult>;
  saveVersion(text: string, note: string): Promise<Answer<{ readonly number: number; readonly created: boolean }>>;
  startRun(text: string, input: Json): Promise<Answer<{ readonly runId: string }>>;
  versions(): Promise<readonly VersionInfo[]>;
  versionText(versionId: string): Promise<string>;
}
