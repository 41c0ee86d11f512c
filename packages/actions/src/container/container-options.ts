// What an operator decides about containers; documents decide none of it.

export interface ContainerOptions {
  /** The container engine's command line. @default "docker" */
  readonly command?: string;
  /** Where the engine listens (`DOCKER_HOST`). @default the engine's own default */
  readonly engineHost?: string;
  /** The network containers are in. @default "none" */
  readonly network?: string;
  /** @default "256m" */
  readonly memory?: string;
  /** @default "1" */
  readonly cpus?: string;
  /** @default 128 */
  readonly processes?: number;
  /** Images for `run: script` and `run: shell`. */
  readonly images?: Partial<Readonly<Record<"javascript" | "python" | "shell", string>>>;
  /**
   * What documents may mount: absolute folders with everything below them, and names of volumes; read-only unless the entry
   * ends with `:rw`. @default none
   */
  readonly volumes?: readonly string[];
  /** Ports of this machine's loopback address that documents may publish, both ends included. @default none */
  readonly ports?: { readonly from: number; readonly to: number };
}

export const DEFAULT_IMAGES = {
  javascript: "node:24-alpine",
  python: "python:3.13-alpine",
  shell: "alpine:3",
} as const;
