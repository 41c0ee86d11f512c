// `/login`: signs in with the local account, then goes back to where the user came from.

import type { Metadata } from "next";
import { LoginForm } from "./login-form.tsx";
import { safeReturnPath } from "./safe-return-path.ts";
import styles from "./login.module.css";
import { Mark } from "../../ui/mark.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default async function Page({
  searchParams,
}: {
  readonly searchParams: Promise<{ readonly from?: string | string[] }>;
}) {
  const { from } = await searchParams;
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <div className={styles.brand}>
          <Mark size={34} />
          <h1>Sign in to Ironweave</h1>
          <p>Draw a workflow, run it durably, watch it live.</p>
        </div>
        <LoginForm returnTo={safeReturnPath(from)} />
      </div>
    </main>
  );
}
