// The settings of containers: what is given, and that no mistake passes.

import { expect, test } from "vitest";
import { readContainerEnv, readMcpImages } from "./container-env.ts";

test("nothing set leaves every default", () => {
  expect(readContainerEnv({ IRONWEAVE_CONTAINER_MEMORY: " " })).toEqual({ images: {}, volumes: [] });
});

test("each setting reaches its option", () => {
  expect(
    readContainerEnv({
      IRONWEAVE_CONTAINER_NETWORK: "jobs",
      IRONWEAVE_CONTAINER_MEMORY: "512m",
      IRONWEAVE_CONTAINER_CPUS: "0.5",
      IRONWEAVE_CONTAINER_PROCESSES: "64",
      IRONWEAVE_CONTAINER_IMAGES: "python=registry.example/py:3.13, shell=busybox:1",
      IRONWEAVE_CONTAINER_VOLUMES: "/srv/reports:rw,reference",
      IRONWEAVE_CONTAINER_PORTS: "20000-20100",
    }),
  ).toEqual({
    network: "jobs",
    memory: "512m",
    cpus: "0.5",
    processes: 64,
    images: { python: "registry.example/py:3.13", shell: "busybox:1" },
    volumes: ["/srv/reports:rw", "reference"],
    ports: { from: 20_000, to: 20_100 },
  });
});

test.each([
  ["CONTAINER_NETWORK", "host"],
  ["CONTAINER_NETWORK", "a b"],
  ["CONTAINER_MEMORY", "much"],
  ["CONTAINER_CPUS", "-1"],
  ["CONTAINER_PROCESSES", "0"],
  ["CONTAINER_IMAGES", "ruby=ruby:3"],
  ["CONTAINER_IMAGES", "python"],
  ["CONTAINER_VOLUMES", "../up"],
  ["CONTAINER_PORTS", "80"],
])("IRONWEAVE_%s=%s stops the worker with its name", (name, value) => {
  expect(() => readContainerEnv({ [`IRONWEAVE_${name}`]: value })).toThrow(`IRONWEAVE_${name} must be`);
});

test("images of MCP servers go by command", () => {
  const images = readMcpImages({ IRONWEAVE_MCP_IMAGES: "npx=node:24-alpine,uvx=python:3.13" });
  expect(images).toEqual({ npx: "node:24-alpine", uvx: "python:3.13" });
});
