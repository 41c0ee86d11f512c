// Where to go after signing in. Only paths of this site, so that a crafted link cannot send the user elsewhere.

/** Returns `from` where it is a path of this site, otherwise `/`. */
export function safeReturnPath(from: unknown): string {
  if (typeof from !== "string" || !/^\/(?![/\\])/.test(from)) return "/";
  return /[\\\s]/.test(from) || from.startsWith("/login") ? "/" : from;
}
