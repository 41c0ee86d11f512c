"use client";
// Who is signed in, and the way out.

import { LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "../../ui/button.tsx";
import { Menu } from "../../ui/menu.tsx";
import styles from "./top-bar.module.css";
import { useSession } from "./use-may.ts";

/** The user's initials; opens a menu with sign out. */
export function UserMenu() {
  const router = useRouter();
  const session = useSession();
  const name = session.data?.user.name ?? session.data?.user.email ?? "";
  const signOut = async () => {
    await fetch("/api/auth/logout", { method: "POST" });
    router.push("/login");
  };
  return (
    <Menu
      label="Account"
      align="end"
      trigger={
        <Button look="ghost" className={styles.square} aria-label={`Account${name === "" ? "" : ` of ${name}`}`}>
          <span className={styles.avatar}>{initials(name)}</span>
        </Button>
      }
      items={[{ label: "Sign out", icon: <LogOut size={14} />, onSelect: () => void signOut() }]}
    />
  );
}

function initials(name: string): string {
  const words = name.split(/[\s.@_-]+/).filter((word) => word !== "");
  return (words[0]?.[0] ?? "·").toUpperCase() + (words[1]?.[0] ?? "").toUpperCase();
}
