// The document around every page: tokens, theme from a cookie (so that the first paint is right without inline script).

import "../ui/tokens.css";
import "../ui/base.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "./_shell/providers.tsx";
import { parseTheme, THEME_COOKIE } from "./_shell/theme.ts";

export const metadata: Metadata = {
  title: { default: "Ironweave", template: "%s · Ironweave" },
  description: "Draw a workflow, run it durably, watch it live.",
};
export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme} suppressHydrationWarning>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
