// Which view of the designer a narrow screen shows.

import { ViewSwitch } from "../../ui/view-switch.tsx";
import { useDesigner, useDesignerUi } from "./designer-context.ts";

const VIEWS = [
  { view: "outline", label: "Outline" },
  { view: "canvas", label: "Drawing" },
  { view: "form", label: "Form" },
  { view: "text", label: "Text" },
] as const;

/** Hidden on wide screens, which show several. */
export function DesignerViews() {
  const { ui } = useDesigner();
  const current = useDesignerUi((state) => state.view);
  return <ViewSwitch label="View" views={VIEWS} current={current} onChoose={(view) => ui.setState({ view })} />;
}
