// The measures of the drawing, in pixels at zoom 1. One place, so that cards (CSS) and layout agree.

/** All lengths of the layout. */
export const SIZES = {
  cardWidth: 240,
  cardHeight: 58,
  /** Height of one case row of a switch. */
  caseHeight: 26,
  /** Between two tasks of a list: room for the insert button and a label. */
  gap: 52,
  /** From a scope's top to its first task. */
  startStub: 44,
  /** From the last task to the scope's bottom. */
  endStub: 56,
  containerMinWidth: 300,
  /** Inside a container, around its scopes. */
  padding: 14,
  scopeTitle: 30,
  scopeMargin: 22,
  scopeGap: 14,
  branchGap: 44,
  emptyWidth: 264,
  emptyHeight: 48,
  /** Between the flow and the sections beside it. */
  sectionGap: 72,
  sectionHead: 40,
  sectionMinWidth: 284,
  /** From a task's side to the first jump lane, and between lanes. */
  laneOffset: 26,
  laneGap: 16,
  /** How far a jump into a scope's end joins above the end. */
  joinHeight: 14,
} as const;
