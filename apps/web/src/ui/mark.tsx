// The product's mark: two strands, woven. Inline so that nothing is fetched.

/** The mark, `size` pixels square. @default 22 */
export function Mark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="var(--accent)" />
      <path d="M6 5v4.5c0 3 12 2 12 5V19" stroke="var(--on-accent)" strokeWidth="2.4" strokeLinecap="round" />
      <path d="M18 5v4.5c0 1-1.2 1.6-2.9 2" stroke="var(--on-accent)" strokeWidth="2.4" strokeLinecap="round" />
      <path d="M6 19v-4.5c0-1 1.2-1.6 2.9-2" stroke="var(--on-accent)" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  );
}
