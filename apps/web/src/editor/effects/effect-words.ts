// The words and signs of effects: each is told by an icon, a word and a colour, never by colour alone.

import { CircleQuestionMark, CirclePlus, Eye, PenLine, Trash2, type LucideIcon } from "lucide-react";
import type { Repeatable, TaskEffectKind } from "@ironweave/schema";

/** How an effect is shown. */
export interface EffectWords {
  readonly verb: string;
  readonly Sign: LucideIcon;
  readonly tone: "idle" | "accent" | "ok" | "warn" | "danger";
}

export const EFFECT_WORDS: { readonly [E in TaskEffectKind]: EffectWords } = {
  destroy: { verb: "Destroys", Sign: Trash2, tone: "danger" },
  change: { verb: "Changes", Sign: PenLine, tone: "warn" },
  create: { verb: "Creates", Sign: CirclePlus, tone: "accent" },
  unknown: { verb: "Unknown", Sign: CircleQuestionMark, tone: "warn" },
  read: { verb: "Reads", Sign: Eye, tone: "idle" },
};

/** Whether the engine may do it again after a lost answer. */
export const REPEAT_WORDS: { readonly [R in Repeatable]: string } = {
  safe: "may be repeated",
  keyed: "repeated under one key",
  none: "never repeated by itself",
};
