import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { BrokenPage } from "./broken-page.tsx";

const render = (digest: string | undefined) => {
  const error = Object.assign(new Error("password hunter2 was refused"), digest === undefined ? {} : { digest });
  return renderToStaticMarkup(createElement(BrokenPage, { error, reset: () => {} }));
};

test("a broken page tells the digest and a way back, and nothing of the error", () => {
  const html = render("1234567");
  expect([html.includes("1234567"), html.includes('href="/"'), html.includes("hunter2")]).toEqual([true, true, false]);
});

test("a part that could not be loaded is not our mistake, and is loaded with the whole page again", () => {
  const error = Object.assign(new Error("Failed to load chunk /a.js from module 1"), { name: "ChunkLoadError" });
  const html = renderToStaticMarkup(createElement(BrokenPage, { error, reset: () => {} }));
  expect([html.includes("Load the page again"), html.includes("our mistake")]).toEqual([true, false]);
});

test("a page that broke in the browser has no digest to tell", () => {
  expect(render(undefined)).not.toContain("log");
});
