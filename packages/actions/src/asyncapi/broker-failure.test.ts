import { expect, test } from "vitest";
import { brokerFailure } from "./broker-failure.ts";
import type { Target } from "./broker.ts";

const target: Target = {
  protocol: "kafka",
  secure: false,
  host: "127.0.0.1",
  port: 9092,
  path: "",
  address: "t",
  bindings: {},
  contentType: undefined,
};

test.each([
  ["connect ECONNREFUSED 127.0.0.1:40312", "connection_failed"],
  ["connect ECONNREFUSED 127.0.0.1:14011", "connection_failed"],
  ["Unexpected server response: 401", "asyncapi_refused"],
  ["Operation failed: 403 (ACCESS-REFUSED)", "asyncapi_refused"],
])("%s is %s", (words, title) => {
  expect(brokerFailure(new Error(words), target)).toMatchObject({ title });
});
