import { expect, test } from "vitest";
import { addressText } from "./address-text.ts";

test.each([
  ['${ "\\(.apiUrl)/projects/\\(.project)/devices" }', "{apiUrl}/projects/{project}/devices"],
  ['${ .url + "/delay/300" }', "{url}/delay/300"],
  ['${ $context.base + "/a/" + .id }', "{context.base}/a/{id}"],
  ["${ .deployUrl }", "{deployUrl}"],
  ["${ $person.hook }", "{person.hook}"],
  ["https://api.example.com/devices/{id}", "https://api.example.com/devices/{id}"],
])("a template in jq clothes shows as one: %s", (text, shown) => {
  expect(addressText(text)).toBe(shown);
});

test.each([
  "${ if .a then .b else .c end }",
  '${ .items | map("\\(.x)") | join(",") }',
  '${ "\\(.a | ascii_downcase)/b" }',
  "${ 1 + 2 }",
  "${ }",
])("what is no template stands as it is: %s", (text) => {
  expect(addressText(text)).toBe(text);
});
