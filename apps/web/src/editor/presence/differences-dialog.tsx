// The newer common text, or another text of one's own, beside the text as it is: steps, drawings and texts. For reading only.

import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useDesigner } from "../designer/designer-context.ts";
import { VersionComparison } from "../designer/version-comparison.tsx";
import { useMerge } from "./use-merge.ts";

/** Opened from a banner. */
export function DifferencesDialog() {
  const { ui } = useDesigner();
  const merge = useMerge();
  const close = () => ui.setState({ dialog: undefined });
  return (
    <Dialog
      open
      full
      onOpenChange={close}
      title="Differences"
      actions={
        <>
          <Button onClick={close}>Close</Button>
          <Button look="primary" onClick={() => ui.setState({ dialog: "merge" })}>
            Merge…
          </Button>
        </>
      }
    >
      {merge !== undefined && (
        <VersionComparison
          before={{ title: "Your text", text: merge.mine }}
          after={{ title: merge.title, text: merge.theirs }}
        />
      )}
    </Dialog>
  );
}
