// Light, dark or the system's choice. Kept in a cookie that the server reads, and as `data-theme` on the root element.

/** The user's choice of colour scheme. */
export type Theme = "system" | "light" | "dark";

/** The cookie that holds the choice. */
export const THEME_COOKIE = "ironweave-theme";

/** Reads a stored choice; anything unknown is `system`. */
export function parseTheme(stored: string | undefined): Theme {
  return stored === "light" || stored === "dark" ? stored : "system";
}

/** Applies and stores a choice (for a year, this site only). */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=31536000; samesite=lax`;
}
