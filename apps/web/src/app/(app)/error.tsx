"use client";
// A page of the application threw: the frame stays, so every other place can be reached.

export { BrokenPage as default } from "../_shell/broken-page.tsx";
