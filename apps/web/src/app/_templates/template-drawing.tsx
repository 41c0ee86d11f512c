// A document's drawing as a picture. It is an image and never markup of the page, so nothing in a text can become part of it.

import { useMemo } from "react";
import { drawingAddress } from "./drawing-address.ts";

/** `scale` keeps a narrow drawing from being blown up. @default 1 */
export interface TemplateDrawingProps {
  readonly text: string;
  readonly label?: string;
  readonly scale?: number;
}

/** The picture, as wide as its place at most; without `label` it is decoration. */
export function TemplateDrawing({ text, label = "", scale = 1 }: TemplateDrawingProps) {
  const { address, widthPx } = useMemo(() => drawingAddress(text), [text]);
  const width = `min(100%, ${Math.round(widthPx * scale)}px)`;
  return <img src={address} alt={label} style={{ width }} />;
}
