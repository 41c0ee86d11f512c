// What validation knows of the default catalog is what the actions are: neither package may import the other.

import { expect, test } from "vitest";
import { CATALOG_VERSION } from "@ironweave/actions";
import { CATALOG } from "@ironweave/actions/catalog";
import { DEFAULT_CATALOG } from "@ironweave/schema";

test("validation knows every action of the default catalog, and no other", () => {
  expect(Object.keys(DEFAULT_CATALOG).toSorted()).toEqual(CATALOG.map(({ name }) => name).toSorted());
});

test("the version that it demands is the one that runs", () => {
  expect(new Set(Object.values(DEFAULT_CATALOG).map(({ version }) => version))).toEqual(new Set([CATALOG_VERSION]));
});

test("the arguments that it demands are those of the actions", () => {
  for (const { name, input } of CATALOG) {
    const taken = DEFAULT_CATALOG[name]?.arguments;
    if (taken === undefined) continue;
    const { required, properties } = input as { readonly required: readonly string[]; readonly properties: object };
    expect([taken.required, [...taken.required, ...taken.optional].toSorted()], name).toEqual([
      required,
      Object.keys(properties).toSorted(),
    ]);
  }
});
