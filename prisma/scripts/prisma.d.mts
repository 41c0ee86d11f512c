/** Runs `prisma ARGS` in the package's folder and returns its exit code. */
export function runPrisma(args: readonly string[], environment?: Readonly<Record<string, string>>): number;
