// Who else has the workflow open. Each is a button to the step that they have selected; what is in the text of nobody else yet is
// said in words and by a dot.

import type { Reference } from "@ironweave/schema";
import { PersonMark } from "../../ui/person-mark.tsx";
import { Tooltip } from "../../ui/tooltip.tsx";
import type { Person } from "../backend/editor-backend.ts";
import { useCollaboration, useDesigner, useEditor } from "../designer/designer-context.ts";
import type { GraphIndex } from "../kernels/graph-index.ts";
import styles from "./people-here.module.css";
import { colourOf, initialsOf, taskOfReference } from "./person-marks.ts";

/** More are counted. */
const SHOWN = 3;

/** Nothing while nobody else is here. */
export function PeopleHere() {
  const people = useCollaboration((state) => state.people);
  if (people.length === 0) return null;
  const more = people.slice(SHOWN);
  return (
    <ul aria-label="Also here" className={styles.people}>
      {people.slice(0, SHOWN).map((person) => (
        <li key={person.userId}>
          <PersonButton person={person} />
        </li>
      ))}
      {more.length > 0 && (
        <li className={styles.more} title={more.map(({ name }) => name).join(", ")}>
          +{more.length}
          <span className="visually-hidden">: {more.map(({ name }) => name).join(", ")}</span>
        </li>
      )}
    </ul>
  );
}

function placeWords(index: GraphIndex, task: Reference | undefined, reference: string): string {
  if (task !== undefined) return index.places.get(task)?.node.name ?? "";
  return `${reference.slice(reference.lastIndexOf("/") + 1)}, which your text does not have`;
}

function PersonButton({ person }: { readonly person: Person }) {
  const { store } = useDesigner();
  const index = useEditor((state) => state.drawing.index);
  const tasks = person.selected.flatMap((reference) => taskOfReference(index, reference) ?? []);
  const task = tasks[0];
  const where = person.selected[0] === undefined ? "" : `, on ${placeWords(index, task, person.selected[0])}`;
  const words = `${person.name}${where}${person.unpublished ? ", has changes that are not saved as a version" : ""}`;
  return (
    <Tooltip label={words}>
      <button
        type="button"
        className={styles.person}
        aria-label={words}
        aria-disabled={task === undefined}
        onClick={() => task !== undefined && store.select([task], "server")}
      >
        <PersonMark initials={initialsOf(person.name)} colour={colourOf(person.userId)} dot={person.unpublished} />
      </button>
    </Tooltip>
  );
}
