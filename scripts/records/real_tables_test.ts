/** Real tables: records that no promise was made on confirm errors, coverage and risk. */

import { assert, assertEquals } from "@std/assert";
import { randomTest, testSeed } from "../../fixtures/random/random_for_tests.ts";
import { binomialTail } from "../../src/records/abstention.ts";
import { diagnose } from "../../src/records/diagnose.ts";
import type { Confirmed, Diagnosis } from "../../src/records/diagnosis.ts";
import { sentencesOf } from "./sentences.ts";
import { readTable } from "./read_table.ts";
import { tableOf } from "./table_of.ts";

const TABLES = new URL("../../fixtures/tables/", import.meta.url);
const readable = Deno.permissions.querySync({ name: "read", path: TABLES }).state === "granted";

/** File, label, and how much of the label's standard deviation is left at most where past cases predict. */
const CASES: readonly (readonly [file: string, label: string, left: number])[] = [
  ["airports.csv", "longitude", 0.6],
  ["birdstrikes.csv", "Speed IAS in knots", 1],
  ["boston.csv", "cmedv", 0.8],
  ["cars.csv", "Miles_per_Gallon", 0.7],
  ["co2.csv", "CO2", 0.3],
  ["gapminder.csv", "life_expect", 0.8],
  ["penguins.csv", "Body Mass (g)", 0.7],
  ["seattle_weather.csv", "temp_max", 0.7],
  ["wages.csv", "wage", 1.2],
];

/** Whether so few hits come by chance where a share `least` is hit: beyond 1e-9 it is no chance. */
function missed({ measured, of }: Confirmed, least: number): boolean {
  return binomialTail(of, Math.round(measured * of), least) < 1e-9;
}

function confirm(diagnosis: Diagnosis, left: number): void {
  const { heldOut, coverage, coverageWhereHard, risk, methods } = diagnosis;
  // Its interval, not its value: a hundred rows with a long tail, such as wages, may err by half as much again.
  const { value, lower } = heldOut[0].error;
  assert(lower < left, `${value}, at least ${lower}`);
  // Calibrated on some eighty rows, coverage itself is within a few points of its level.
  assert(!missed(coverage, 0.8), `coverage ${coverage.measured}`);
  assert(coverageWhereHard === null || !missed(coverageWhereHard, 0.7));
  const right = risk === null ? null : { ...risk, measured: 1 - risk.measured };
  assert(right === null || !missed(right, 0.8), `risk ${risk?.measured}`);
  // The mean label, left out one by one, would be off by about 1.
  for (const { name, error } of methods) {
    assert(error.lower <= error.value && error.value <= error.upper, name);
  }
}

for (const [file, label, left] of CASES) {
  randomTest(`${file}: what was held out confirms what is said`, async () => {
    // Without permissions there is no table to read.
    if (!readable) return;
    const { table } = tableOf(await readTable(decodeURI(new URL(file, TABLES).pathname)), {
      label,
    });
    const { diagnosis } = diagnose(table, { seed: testSeed(file) });
    confirm(diagnosis, left);
    assertEquals(sentencesOf(diagnosis).length, 5);
  });
}
