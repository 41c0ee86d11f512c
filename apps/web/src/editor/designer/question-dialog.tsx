// Asks before a gesture that cannot keep all that the workflow does: which steps would go elsewhere, and why.

import { TriangleAlert } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useDesigner, useDesignerUi } from "./designer-context.ts";
import styles from "./question-dialog.module.css";

/** Nothing has changed while it is open. */
export function QuestionDialog() {
  const { ui } = useDesigner();
  const question = useDesignerUi((state) => state.question);
  if (question === undefined) return null;
  const close = () => ui.setState({ dialog: undefined, question: undefined });
  return (
    <Dialog
      open
      onOpenChange={close}
      title={`${question.title}?`}
      description="A step can only go on to steps of its own list, so this changes where the workflow goes."
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            look="primary"
            onClick={() => {
              close();
              question.goOn();
            }}
          >
            Do it all the same
          </Button>
        </>
      }
    >
      <ul aria-label="What changes" className={styles.cautions}>
        {question.cautions.map(({ code, reference, message }) => (
          <li key={`${code} ${reference} ${message}`}>
            <TriangleAlert size={15} aria-hidden="true" />
            <span>{message}</span>
          </li>
        ))}
      </ul>
      <p className={styles.after}>
        What cannot be followed stays in the text as it is and is shown as a problem there.
      </p>
    </Dialog>
  );
}
