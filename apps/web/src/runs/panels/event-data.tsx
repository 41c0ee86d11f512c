"use client";
// The value that an event of the journal holds, as a tree, with what is shown until it is there.

import { errorText } from "../../app/_shell/error-text.ts";
import { Button } from "../../ui/button.tsx";
import type { EventPlace } from "../model/execution-index.ts";
import { useEventData } from "../use-event-data.ts";
import { JsonView } from "./json-view.tsx";
import styles from "./event-data.module.css";

export interface EventDataProps {
  /** Undefined shows that there is no value yet. */
  readonly event: EventPlace | undefined;
  readonly label: string;
  /** What stands where there is no event. @default "None yet" */
  readonly none?: string;
}

/** The value; a message and a way to try again where it could not be read. */
export function EventData({ event, label, none }: EventDataProps) {
  const data = useEventData(event);
  if (event === undefined)
    return <JsonView value={undefined} label={label} {...(none === undefined ? {} : { none })} />;
  if (data.isPending) {
    return (
      <p className={styles.loading} role="status">
        Loading the {label}
      </p>
    );
  }
  if (data.isError) {
    return (
      <div className={styles.failed} role="alert">
        <p>
          The {label} could not be read: {errorText(data.error)}
        </p>
        <Button size="sm" onClick={() => void data.refetch()}>
          Try again
        </Button>
      </div>
    );
  }
  return <JsonView key={event.seq} value={data.data} label={label} />;
}
