import { env } from "node:process";
import { expect, test } from "vitest";
import { compareWithJqWeb } from "./compare-with-jq-web.ts";

const count = Number(env["JQ_DIFF_COUNT"] ?? 20_000);
const seeds = (env["JQ_DIFF_SEED"] ?? "4,20261123").split(",").map(Number);

test.each(seeds)(
  `[J13] [J15] [J17] ${count} generated programs give what jq-web gives, or differ in a known kind (seed %i)`,
  { timeout: 1_200_000 },
  async (seed) => {
    const { compared, explained, differences } = await compareWithJqWeb(count, seed);
    console.log(`jq-web: seed ${seed}, compared ${compared}, explained ${JSON.stringify(explained)}`);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(count * 0.95);
  },
);
