// An icon and a hue per task kind (and per action where one is known). The colours come from tokens.css by `data-kind`.

import {
  Boxes,
  CircleHelp,
  Container,
  FileCode2,
  GitFork,
  Globe,
  Hourglass,
  ListTree,
  Megaphone,
  PencilLine,
  Radio,
  Repeat,
  Server,
  ShieldAlert,
  Split,
  SquareTerminal,
  TriangleAlert,
  Workflow,
  Zap,
} from "lucide-react";
import type { TaskKind } from "@ironweave/schema";
import styles from "./kind-icon.module.css";

/** A kind, or `unknown` for a task whose kind cannot be told. */
export type AnyKind = TaskKind | "unknown";

const KIND_ICONS: { readonly [K in AnyKind]: typeof Boxes } = {
  call: Zap,
  set: PencilLine,
  do: ListTree,
  switch: Split,
  for: Repeat,
  fork: GitFork,
  try: ShieldAlert,
  raise: TriangleAlert,
  wait: Hourglass,
  emit: Megaphone,
  listen: Radio,
  run: SquareTerminal,
  unknown: CircleHelp,
};

const ACTION_ICONS: Readonly<Record<string, typeof Boxes>> = {
  http: Globe,
  openapi: Globe,
  grpc: Server,
  container: Container,
  script: FileCode2,
  shell: SquareTerminal,
  workflow: Workflow,
};

/** The word shown for a kind. */
export const KIND_WORDS: { readonly [K in AnyKind]: string } = {
  call: "Call",
  set: "Set",
  do: "Do",
  switch: "Switch",
  for: "For each",
  fork: "Fork",
  try: "Try",
  raise: "Raise",
  wait: "Wait",
  emit: "Emit",
  listen: "Listen",
  run: "Run",
  unknown: "Unknown",
};

/** Which kind (and action) to draw; `size` is the tile's edge in pixels. @default 28 */
export interface KindIconProps {
  readonly kind: AnyKind;
  readonly action?: string | undefined;
  readonly size?: number;
}

/** A coloured tile with the kind's icon. Decorative: name the kind in text beside it. */
export function KindIcon({ kind, action, size = 28 }: KindIconProps) {
  const Icon = (action === undefined ? undefined : ACTION_ICONS[action]) ?? KIND_ICONS[kind];
  return (
    <span data-kind={kind} className={styles.tile} style={{ width: size, height: size }} aria-hidden="true">
      <Icon size={Math.round(size * 0.56)} strokeWidth={2} />
    </span>
  );
}
