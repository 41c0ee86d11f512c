// A labelled input or textarea with help and error text wired by aria attributes.

import { useId, type ComponentProps, type ReactNode } from "react";
import styles from "./text-field.module.css";
import { classNames } from "./class-names.ts";

/** Label, help and error around any control; `children` gets the ids to wire. */
export interface FieldProps {
  readonly label: ReactNode;
  readonly hideLabel?: boolean;
  readonly required?: boolean;
  readonly help?: ReactNode;
  readonly error?: ReactNode;
  readonly children: (wiring: {
    readonly id: string;
    readonly "aria-describedby": string | undefined;
    readonly "aria-invalid": boolean | undefined;
  }) => ReactNode;
}

/** A field: label above, control, then error or help. */
export function Field({ label, hideLabel = false, required = false, help, error, children }: FieldProps) {
  const id = useId();
  const note = error ?? help;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={classNames(styles.label, hideLabel && "visually-hidden")}>
        {label}
        {required && (
          <span className={styles.required} title="required">
            *
          </span>
        )}
      </label>
      {children({
        id,
        "aria-describedby": note ? `${id}-note` : undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {note && (
        <p id={`${id}-note`} className={error ? styles.error : styles.help} role={error ? "alert" : undefined}>
          {note}
        </p>
      )}
    </div>
  );
}

/** A one-line text control without label, for use inside `Field`. */
export function Input({ className, mono = false, ...rest }: ComponentProps<"input"> & { readonly mono?: boolean }) {
  return <input spellCheck={false} {...rest} className={classNames(styles.control, mono && styles.mono, className)} />;
}

/** A multi-line text control without label, for use inside `Field`. */
export function TextArea({
  className,
  mono = false,
  ...rest
}: ComponentProps<"textarea"> & { readonly mono?: boolean }) {
  return (
    <textarea
      spellCheck={false}
      {...rest}
      className={classNames(styles.control, styles.area, mono && styles.mono, className)}
    />
  );
}

/** The platform's own select, styled: it is the most accessible one. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select {...rest} className={classNames(styles.control, styles.select, className)} />;
}
