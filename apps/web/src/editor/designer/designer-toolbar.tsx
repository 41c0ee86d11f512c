// The bar of the designer: which workflow, whether it is saved, undo and redo, panels, save a version, run.

import {
  Code2,
  Command as CommandIcon,
  Download,
  FileCode,
  FlaskConical,
  History,
  Image,
  ListTree,
  PanelLeft,
  PanelRight,
  Play,
  Redo2,
  Save,
  Spline,
  Undo2,
  Workflow,
} from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { toggleDryRun } from "../commands/dry-run.ts";
import { exportMermaid, exportPng, exportSvg, exportYaml } from "../commands/export-workflow.ts";
import { openCommands, openRun, openSaveVersion, openVersions } from "../commands/open-dialogs.ts";
import { redo } from "../commands/redo.ts";
import { toggleInspector, toggleOutline, togglePalette, toggleText } from "../commands/toggle-panels.ts";
import { undo } from "../commands/undo.ts";
import { PeopleHere } from "../presence/people-here.tsx";
import { useDesigner, useDesignerUi, useEditor } from "./designer-context.ts";
import styles from "./designer-toolbar.module.css";
import { SaveSign } from "./save-sign.tsx";

/** Above everything in the designer. */
export function DesignerToolbar() {
  const { execute } = useDesigner();
  const { palette, outline, inspector, text, mode } = useDesignerUi((state) => state);
  const undoLabel = useEditor((state) => state.undoLabel);
  const redoLabel = useEditor((state) => state.redoLabel);
  return (
    <div className={styles.bar} role="toolbar" aria-label="Designer">
      <WorkflowTitle />
      <SaveSign />
      <PeopleHere />
      <div className={styles.group}>
        <IconButton
          label={undoLabel === undefined ? "Undo" : `Undo: ${undoLabel}`}
          keys="Mod+Z"
          disabled={undoLabel === undefined}
          onClick={() => execute(undo)}
        >
          <Undo2 size={15} />
        </IconButton>
        <IconButton
          label={redoLabel === undefined ? "Redo" : `Redo: ${redoLabel}`}
          keys="Mod+Shift+Z"
          disabled={redoLabel === undefined}
          onClick={() => execute(redo)}
        >
          <Redo2 size={15} />
        </IconButton>
      </div>
      <div className={styles.panels} hidden={mode === "dry-run"}>
        <IconButton label="Outline" keys="Mod+Shift+O" aria-pressed={outline} onClick={() => execute(toggleOutline)}>
          <ListTree size={15} />
        </IconButton>
        <IconButton label="Step palette" aria-pressed={palette && !outline} onClick={() => execute(togglePalette)}>
          <PanelLeft size={15} />
        </IconButton>
        <IconButton label="Form" keys="Mod+I" aria-pressed={inspector} onClick={() => execute(toggleInspector)}>
          <PanelRight size={15} />
        </IconButton>
        <IconButton label="Text" keys="Mod+E" aria-pressed={text} onClick={() => execute(toggleText)}>
          <Code2 size={15} />
        </IconButton>
      </div>
      <div className={styles.group}>
        <IconButton label="All commands" keys="Mod+K" onClick={() => execute(openCommands)}>
          <CommandIcon size={15} />
        </IconButton>
        <span className={styles.roomy}>
          <IconButton label="Versions" onClick={() => execute(openVersions)}>
            <History size={15} />
          </IconButton>
          <ExportMenu />
        </span>
      </div>
      <Button
        className={styles.save}
        aria-label="Save version"
        icon={<Save size={14} />}
        onClick={() => execute(openSaveVersion)}
      >
        Save version
      </Button>
      <Button
        className={styles.save}
        icon={<FlaskConical size={14} />}
        aria-label="Dry run"
        aria-pressed={mode === "dry-run"}
        onClick={() => execute(toggleDryRun)}
      >
        Dry run
      </Button>
      <Button look="primary" icon={<Play size={14} />} onClick={() => execute(openRun)}>
        Run
      </Button>
    </div>
  );
}

const EXPORTS = [
  { command: exportYaml, icon: <FileCode size={14} /> },
  { command: exportSvg, icon: <Spline size={14} /> },
  { command: exportPng, icon: <Image size={14} /> },
  { command: exportMermaid, icon: <Workflow size={14} /> },
];

function ExportMenu() {
  const { execute } = useDesigner();
  return (
    <Menu
      label="Export"
      trigger={<Button look="ghost" aria-label="Export" title="Export" icon={<Download size={15} />} />}
      items={EXPORTS.map(({ command, icon }) => ({
        label: command.title,
        icon,
        onSelect: () => execute(command),
      }))}
    />
  );
}

/** Name and namespace as the text says them, so that a rename shows at once. */
function WorkflowTitle() {
  const { title } = useDesigner();
  const name = useEditor((state) => headerText(state.drawing.source.value, "name")) ?? title;
  const namespace = useEditor((state) => headerText(state.drawing.source.value, "namespace"));
  return (
    <div className={styles.title}>
      {namespace !== undefined && <span className={styles.namespace}>{namespace} /</span>}
      <h1>{name}</h1>
    </div>
  );
}

function headerText(value: unknown, key: "name" | "namespace"): string | undefined {
  if (typeof value !== "object" || value === null || !("document" in value)) return undefined;
  const { document } = value;
  if (typeof document !== "object" || document === null) return undefined;
  const text: unknown = Reflect.get(document, key);
  return typeof text === "string" && text !== "" ? text : undefined;
}
