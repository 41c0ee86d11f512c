// Hands a file to the browser as a download. PNG is drawn here from its SVG, on white and in the light colours, so that a
// picture looks the same wherever it is pasted. Nothing leaves the page.

import type { ExportedFile } from "../commands/command.ts";

/** Browsers refuse canvases beyond about this many pixels a side. */
const LARGEST_SIDE_PX = 8192;

/** Resolves when the download was started; rejects where the browser cannot draw the picture. */
export async function saveFile(file: ExportedFile): Promise<void> {
  const content = file.type === "image/png" ? await drawPng(file.text) : new Blob([file.text], { type: file.type });
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  // The download has its own hold on the blob once the click was handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function drawPng(svg: string): Promise<Blob> {
  const light = svg.replace("(prefers-color-scheme:dark)", " not all");
  const address = URL.createObjectURL(new Blob([light], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(2, LARGEST_SIDE_PX / image.naturalWidth, LARGEST_SIDE_PX / image.naturalHeight);
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(image.naturalWidth * scale);
    canvas.height = Math.ceil(image.naturalHeight * scale);
    const pen = canvas.getContext("2d");
    if (pen === null) throw new Error("the browser has no canvas to draw on");
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob === null ? reject(new Error("the picture is too large")) : resolve(blob)),
        "image/png",
      );
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
