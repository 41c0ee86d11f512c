"use client";
// The bar on top of every signed-in page: mark, main places, namespace, colour scheme, account.

import { History, LayoutTemplate, Radio, Workflow } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Mark } from "../../ui/mark.tsx";
import { ThemeMenu } from "./theme-menu.tsx";
import styles from "./top-bar.module.css";
import { UserMenu } from "./user-menu.tsx";

const PLACES = [
  {
    href: "/",
    label: "Workflows",
    icon: Workflow,
    owns: (path: string) => path === "/" || path.startsWith("/workflows"),
  },
  {
    href: "/templates",
    label: "Templates",
    icon: LayoutTemplate,
    owns: (path: string) => path.startsWith("/templates"),
  },
  { href: "/runs", label: "Runs", icon: History, owns: (path: string) => path.startsWith("/runs") },
  { href: "/events", label: "Events", icon: Radio, owns: (path: string) => path.startsWith("/events") },
] as const;

/** Main navigation. */
export function TopBar() {
  const path = usePathname();
  return (
    <header className={styles.bar}>
      <Link href="/" className={styles.brand} aria-label="Ironweave, to the workflows">
        <Mark />
        <span className={styles.name}>Ironweave</span>
      </Link>
      <nav aria-label="Main" className={styles.nav}>
        {PLACES.map(({ href, label, icon: Icon, owns }) => (
          <Link key={href} href={href} className={styles.place} aria-current={owns(path) ? "page" : undefined}>
            <Icon size={15} aria-hidden="true" />
            <span className={styles.label}>{label}</span>
          </Link>
        ))}
      </nav>
      <div className={styles.end}>
        <ThemeMenu />
        <UserMenu />
      </div>
    </header>
  );
}
