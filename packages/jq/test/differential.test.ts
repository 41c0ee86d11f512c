import { env } from "node:process";
import { expect, test } from "vitest";
import { compareWithJqWeb } from "./compare-with-jq-web.ts";

const count = Number(env["JQ_DIFF_COUNT"] ?? 2_000);
const seed = Number(env["JQ_DIFF_SEED"] ?? 20_261_122);

test(
  `[J13] [J15] [J17] ${count} generated programs give what jq-web gives (seed ${seed})`,
  { timeout: 600_000 },
  async () => {
    const { compared, explained, differences } = await compareWithJqWeb(count, seed);
    console.log(`jq-web: seed ${seed}, compared ${compared}, explained ${JSON.stringify(explained)}`);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(count * 0.9);
  },
);
