"use client";
// Sends one event, for trying out what listens.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { errorText } from "../app/_shell/error-text.ts";
import { parseJson } from "../json/parse-json.ts";
import { useTrpc } from "../trpc/trpc-provider.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field, Input, TextArea } from "../ui/text-field.tsx";
import { useToast } from "../ui/toaster.tsx";
import styles from "./events-page.module.css";

/** Open while it is rendered. */
export function SendEventDialog({ onClose }: { readonly onClose: () => void }) {
  const trpc = useTrpc();
  const queries = useQueryClient();
  const toast = useToast();
  const [type, setType] = useState("");
  const [source, setSource] = useState("/ironweave/test");
  const [data, setData] = useState("{}");
  const parsed = parseJson(data, null);
  const send = useMutation({
    mutationFn: () => {
      if (!parsed.ok) throw new Error(parsed.message);
      const event = {
        type: type.trim(),
        source: source.trim(),
        datacontenttype: "application/json",
        data: parsed.value,
      };
      return trpc.event.publish.mutate({ event });
    },
    onSuccess: () => {
      toast({ text: "The event was accepted" });
      void queries.invalidateQueries({ queryKey: ["events"] });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title="Send event"
      description="It takes the same way as any other: runs that listen get it, and workflows scheduled on it start."
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <Field label="Type" required>
          {(wiring) => (
            <Input {...wiring} mono required value={type} onChange={({ target }) => setType(target.value)} />
          )}
        </Field>
        <Field label="Source" required>
          {(wiring) => (
            <Input {...wiring} mono required value={source} onChange={({ target }) => setSource(target.value)} />
          )}
        </Field>
        <Field label="Data (JSON)" error={parsed.ok ? undefined : parsed.message}>
          {(wiring) => (
            <TextArea {...wiring} mono rows={6} value={data} onChange={({ target }) => setData(target.value)} />
          )}
        </Field>
        {send.isError && (
          <p role="alert" className={styles.error}>
            {errorText(send.error)}
          </p>
        )}
        <Button type="submit" look="primary" busy={send.isPending} disabled={!parsed.ok}>
          Send
        </Button>
      </form>
    </Dialog>
  );
}
