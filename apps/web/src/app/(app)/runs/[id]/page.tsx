// Placeholder until the runs pages land.

import { History } from "lucide-react";
import { EmptyState } from "../../../../ui/state-panel.tsx";

export default function Page() {
  return (
    <EmptyState icon={<History size={22} />} title="Runs">
      Runs appear here as soon as a workflow is started.
    </EmptyState>
  );
}
