// jq-web ships no types. Its module is a promise of the two functions that we use one of.

declare module "jq-web" {
  const jq: Promise<{
    /** Runs a program on a JSON text; throws with jq's standard error. */
    readonly raw: (json: string, program: string, flags: readonly string[]) => string;
  }>;
  export default jq;
}
