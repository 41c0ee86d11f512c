// Which installation the journeys use. Written by the global set-up into the environment, which the test workers inherit.

/** Address and login of an installation. */
export interface Target {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  /** Its state folder, where this machine has it: journeys that look behind the page need it. */
  readonly state?: string;
}

const NAME = "IRONWEAVE_E2E_TARGET";

/** Hands the target to the test workers. */
export function setTarget(target: Target): void {
  process.env[NAME] = JSON.stringify(target);
}

/** The target of this run. */
export function target(): Target {
  const stored = process.env[NAME];
  if (stored === undefined) throw new Error("the global set-up has not run");
  return JSON.parse(stored) as Target;
}
