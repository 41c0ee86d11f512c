// What the editor needs of a server, as a port: the page gives the tRPC one, tests and development pages give others.

import type { Json } from "@ironweave/jq";
import type { PastRuns } from "../replay/recorded-run.ts";
import type { RunEvent, RunEventHead } from "@ironweave/schema/run";

/** A common text of the workflow, what drafts begin with. Revisions grow by one each time it changes. */
export interface CommonText {
  readonly revision: number;
  readonly text: string;
}

/** The common text with the version that it is, where it is one. */
export interface Head extends CommonText {
  readonly version?: number | undefined;
  readonly author?: string | undefined;
}

/** A person's own draft as the server has it. Revisions grow by one with each save; 0 where there is none yet. */
export interface StoredDraft {
  readonly text: string;
  readonly revision: number;
  readonly updatedAt: string;
  /** The common text that it comes from. */
  readonly base: CommonText;
}

/** Somebody else who has the workflow open. */
export interface Person {
  readonly userId: string;
  readonly name: string;
  /** References of tasks, in their text. */
  readonly selected: readonly string[];
  /** True where their text differs from the common one that it comes from. */
  readonly unpublished: boolean;
}

/** Who else is here, and how new the texts on the server are. */
export interface People {
  readonly people: readonly Person[];
  readonly head: Omit<Head, "text">;
  readonly draftRevision: number;
}

/** What others are told of this window. */
export interface Presence {
  readonly selected: string | undefined;
  readonly unpublished: boolean;
  readonly leaving?: true;
}

/** How saving a draft ended. A thrown error means that no answer came: the editor is offline and tries again. */
export type SaveDraftResult =
  | { readonly type: "saved"; readonly revision: number; readonly updatedAt: string }
  | { readonly type: "conflict"; readonly draft: StoredDraft }
  | { readonly type: "refused"; readonly message: string };

/** How saving a version ended: `moved` where somebody has saved another one since `baseRevision`. */
export type SaveVersionResult =
  | Answer<{ readonly number: number; readonly created: boolean; readonly headRevision: number }>
  | { readonly type: "moved" };

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

/** A run that has ended, without the data of its steps. */
export interface PastRun {
  readonly id: string;
  readonly endedAt: string;
  /** The workflow's input, redacted as the run's page shows it. */
  readonly input: Json;
  readonly heads: readonly RunEventHead[];
}

/** One workflow on the server. */
export interface EditorBackend extends PastRuns {
  /** `base` is the common text that the draft comes from, where that has changed. */
  saveDraft(text: string, baseRevision: number, base?: CommonText): Promise<SaveDraftResult>;
  readDraft(): Promise<StoredDraft>;
  readHead(): Promise<Head>;
  /** `baseRevision` is the common text's that the text comes from. */
  saveVersion(text: string, note: string, baseRevision: number): Promise<SaveVersionResult>;
  startRun(text: string, input: Json, baseRevision: number): Promise<Answer<{ readonly runId: string }>>;
  /** Tells the whole at first and whenever it changes, also after the server was away; returns the way to stop. */
  watchPeople(tell: (people: People) => void): () => void;
  /** Failures are no matter: it is said again. */
  announce(presence: Presence): Promise<void>;
  versions(): Promise<readonly VersionInfo[]>;
  versionText(versionId: string): Promise<string>;
  /** The latest completed run of the workflow; undefined where there is none, or it is too long to look through. */
  lastRun(): Promise<PastRun | undefined>;
  /** One event of a run with its data. */
  runEvent(runId: string, seq: number): Promise<RunEvent>;
}
