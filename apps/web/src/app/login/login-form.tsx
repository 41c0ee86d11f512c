"use client";
// The sign-in form. The password never leaves this form except in the request; errors say what to do.

import { useState, type FormEvent } from "react";
import { Button } from "../../ui/button.tsx";
import { Field, Input } from "../../ui/text-field.tsx";
import styles from "./login.module.css";

async function signIn(email: string, password: string): Promise<string | undefined> {
  try {
    const response = await fetch("/api/auth/login", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    if (response.ok) return undefined;
    if (response.status === 401) return "The email or the password is wrong.";
    if (response.status === 429) return "Too many attempts. Wait a minute and try again.";
    return `The server answered with an error (${response.status}). Try again in a moment.`;
  } catch {
    return "The server cannot be reached. Check that Ironweave is running, then try again.";
  }
}

/** Email and password; on success the page is loaded anew at `returnTo`, so that everything sees the session. */
export function LoginForm({ returnTo }: { readonly returnTo: string }) {
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setBusy(true);
    const problem = await signIn(textOf(data, "email"), textOf(data, "password"));
    if (problem === undefined) {
      window.location.assign(returnTo);
      return;
    }
    setError(problem);
    setBusy(false);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Field label="Email">
        {(wiring) => <Input {...wiring} name="email" type="email" autoComplete="username" required autoFocus />}
      </Field>
      <Field label="Password" error={error}>
        {(wiring) => <Input {...wiring} name="password" type="password" autoComplete="current-password" required />}
      </Field>
      <Button look="primary" type="submit" busy={busy}>
        Sign in
      </Button>
    </form>
  );
}

function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
}
