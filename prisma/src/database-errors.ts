// Tells apart what can go wrong between the application and the database, so that callers need not know Prisma's codes.

/** Prisma's and pg's codes of a server that cannot be reached, is full, or is going down. */
const UNAVAILABLE = new Set(
  (
    "P1001 P1002 P1008 P1017 P2024 P2028 P2037 " +
    "ECONNREFUSED ECONNRESET ETIMEDOUT EPIPE ENOTFOUND 53300 57P01 57P02 57P03 08000 08003 08006"
  ).split(" "),
);
const UNAVAILABLE_MESSAGE =
  /timeout exceeded when trying to connect|Connection terminated|Can't reach database|ECONNREFUSED|server has closed the connection/u;

/** True where the same request may succeed later: the database is down, restarting or out of connections. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    if ("code" in cause && typeof cause.code === "string" && UNAVAILABLE.has(cause.code)) return true;
    if (UNAVAILABLE_MESSAGE.test(cause.message)) return true;
  }
  return false;
}

/** True where a unique index refused the row. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === "P2002" || (error.code === "P2010" && /23505/u.test(error.message));
}

/** True where a row that was pointed at is not there (or is another tenant's). */
export function isForeignKeyViolation(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === "P2003" || (error.code === "P2010" && /23503|[Ff]oreign key/u.test(error.message));
}

/** True where a text has a NUL, which PostgreSQL's texts cannot hold. The caller's input is at fault, and no retry helps. */
export function isUnstorableText(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return (error.code === "P2039" || error.code === "P2010") && /22021/u.test(error.message);
}
