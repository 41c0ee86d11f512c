// The documents that `npm run bench:canvas` draws.

/** A document of `tasks` steps, ten in each of its groups. */
export function generateDocument(name: string, tasks: number): string {
  const lines = [`document: { dsl: '1.0.3', namespace: default, name: ${name}, version: '1.0.0' }`, "do:"];
  for (let index = 1; index <= tasks; index += 1) {
    if (index % 10 === 1) lines.push(`  - group${index}:`, "      do:");
    lines.push(`        - step${index}:`, `            set: { n: ${index} }`);
  }
  return `${lines.join("\n")}\n`;
}
