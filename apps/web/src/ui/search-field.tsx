// A field that narrows a list.

import { Search } from "lucide-react";
import type { InputHTMLAttributes } from "react";
import styles from "./search-field.module.css";

/** `label` is what a screen reader hears; the rest goes to the input. */
export interface SearchFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "className"> {
  readonly label: string;
}

/** A search input with its sign. */
export function SearchField({ label, placeholder = "Search", ...input }: SearchFieldProps) {
  return (
    <label className={styles.search}>
      <Search size={14} aria-hidden="true" />
      <span className="visually-hidden">{label}</span>
      <input type="search" placeholder={placeholder} {...input} />
    </label>
  );
}
