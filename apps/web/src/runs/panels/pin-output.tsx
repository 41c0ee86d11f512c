"use client";
// Takes a step's recorded output along into the designer: there the step is taken to give it when things are tried out (ADR 118).

import type { Json } from "@ironweave/jq";
import { Pin, PinOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useSession } from "../../app/_shell/use-may.ts";
import { browserStorage } from "../../editor/store/browser-windows.ts";
import { createPinStore } from "../../editor/store/pin-store.ts";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toaster.tsx";
import type { EventPlace } from "../model/execution-index.ts";
import { useEventData } from "../use-event-data.ts";

export interface PinOutputProps {
  readonly workflowId: string;
  readonly task: string;
  /** The event that holds the output. */
  readonly event: EventPlace;
}

/** Nothing until the output is there and it is known whose pins they are. */
export function PinOutput({ workflowId, task, event }: PinOutputProps) {
  const output = useEventData(event).data;
  const userId = useSession().data?.user.id;
  const toast = useToast();
  const router = useRouter();
  // Another tab may have changed them: they are read anew each time.
  const [, redraw] = useState(0);
  if (output === undefined || userId === undefined) return null;
  const pins = createPinStore(browserStorage(), `${userId}:${workflowId}`);
  const pinned = pins.get(task);
  const isThis = pinned !== undefined && same(pinned, output);
  const name = task.split("/").at(-1) ?? task;
  const pin = () => {
    const ok = pins.pin(task, output);
    redraw((count) => count + 1);
    if (!ok) return toast({ text: "This output is too large to be pinned.", tone: "danger" });
    const open = () => router.push(`/workflows/${workflowId}`);
    return toast({
      text: `Dry runs take this for the output of ${name}`,
      action: { label: "Open the designer", onSelect: open },
    });
  };
  const unpin = () => {
    pins.unpin(task);
    redraw((count) => count + 1);
    toast({ text: `${name} is not pinned any more` });
  };
  return (
    <Button
      size="sm"
      icon={isThis ? <PinOff size={13} /> : <Pin size={13} />}
      title="In the designer, the step is taken to give this output when things are tried out; runs are not affected"
      onClick={isThis ? unpin : pin}
    >
      {isThis ? "Unpin" : pinned === undefined ? "Use as pin" : "Use as pin instead"}
    </Button>
  );
}

function same(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
