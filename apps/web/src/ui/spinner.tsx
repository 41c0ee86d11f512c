// A small busy sign. Decorative: the busy state itself is told by aria-busy or text beside it.

import { LoaderCircle } from "lucide-react";
import styles from "./spinner.module.css";

/** A turning circle of `size` pixels. @default 14 */
export function Spinner({ size = 14 }: { readonly size?: number }) {
  return <LoaderCircle size={size} className={styles.spinner} aria-hidden="true" />;
}
