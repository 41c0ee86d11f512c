"use client";
// Chooses the colour scheme.

import { Monitor, Moon, Sun } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { applyTheme } from "./theme.ts";
import styles from "./top-bar.module.css";

/** A menu of light, dark and system. */
export function ThemeMenu() {
  return (
    <Menu
      label="Colour scheme"
      align="end"
      trigger={<Button look="ghost" className={styles.square} aria-label="Colour scheme" icon={<ThemeIcon />} />}
      items={[
        { label: "Light", icon: <Sun size={14} />, onSelect: () => applyTheme("light") },
        { label: "Dark", icon: <Moon size={14} />, onSelect: () => applyTheme("dark") },
        { label: "As the system", icon: <Monitor size={14} />, onSelect: () => applyTheme("system") },
      ]}
    />
  );
}

function ThemeIcon() {
  return <Sun size={16} aria-hidden="true" />;
}
