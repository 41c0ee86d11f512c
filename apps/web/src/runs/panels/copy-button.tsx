// Copies a text; the label says so for two seconds.

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../ui/icon-button.tsx";

/** `text` is made when asked, so that large values cost nothing before. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: () => string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text());
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <IconButton label={copied ? "Copied" : label} size="sm" onClick={() => void copy()}>
      {copied ? <Check size={13} /> : <Copy size={13} />}
    </IconButton>
  );
}
