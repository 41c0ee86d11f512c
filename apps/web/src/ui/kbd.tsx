// A shortcut as keycaps. `Mod` is shown as Ctrl; on Apple systems as the command sign.

import styles from "./kbd.module.css";

const isApple = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

function keyLabel(key: string): string {
  if (key === "Mod") return isApple ? "⌘" : "Ctrl";
  if (key === "Alt") return isApple ? "⌥" : "Alt";
  if (key === "Shift") return "⇧";
  if (key.startsWith("Arrow")) return { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" }[key] ?? key;
  return key.length === 1 ? key.toUpperCase() : key;
}

/** Shows `Mod+Shift+P` as separate keycaps. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys} aria-hidden="true">
      {keys.split("+").map((key) => (
        <kbd key={key} className={styles.key} suppressHydrationWarning>
          {keyLabel(key)}
        </kbd>
      ))}
    </span>
  );
}
