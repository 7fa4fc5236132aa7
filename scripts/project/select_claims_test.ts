import { assertEquals, assertThrows } from "@std/assert";
import { requireDifferent } from "./claim_files.ts";
import { naturalOrder } from "../base/natural_order.ts";
import { selectClaims } from "./select_claims.ts";
import { UsageError } from "../base/usage_error.ts";

const CLAIMS = [
  { id: "A1", slug: "two_scalars" },
  { id: "A11", slug: "cube_root" },
  { id: "B10", slug: "even_part" },
  { id: "B10.loss", slug: "linear_loses" },
];

function select(...asked: string[]): string[] {
  return selectClaims(CLAIMS, asked).map(({ id }) => id);
}

Deno.test("claims are in the order in which a reader counts", () => {
  const ids = ["B1", "A11.time", "A3", "B10.loss", "A11", "B2", "B10", "A1"];
  assertEquals(ids.sort(naturalOrder), [
    "A1",
    "A3",
    "A11",
    "A11.time",
    "B1",
    "B2",
    "B10",
    "B10.loss",
  ]);
});

Deno.test("claims are selected by id or slug, an id with its parts, each once", () => {
  assertEquals(select(), ["A1", "A11", "B10", "B10.loss"]);
  assertEquals(select("B10", "A1"), ["A1", "B10", "B10.loss"]);
  assertEquals(select("B10.loss"), ["B10.loss"]);
  assertEquals(select("linear_loses", "B10.loss"), ["B10.loss"]);
  assertEquals(select("A1"), ["A1"]);
});

Deno.test("an unknown claim is an error with the nearest name", () => {
  const unknown: [string, string][] = [
    ["A2", "A1"],
    ["b10", "B10"],
    ["B10.lost", "B10.loss"],
    ["two_scalar", "two_scalars"],
  ];
  for (const [asked, nearest] of unknown) {
    assertThrows(
      () => select("A1", asked),
      UsageError,
      `got "${asked}"; the nearest is ${nearest}`,
    );
  }
});

Deno.test("claims that share an id or a slug are an error that names both", () => {
  requireDifferent(CLAIMS, "id");
  const twice = [...CLAIMS, { id: "A1", slug: "another" }];
  assertThrows(
    () => requireDifferent(twice, "id"),
    UsageError,
    "claims must have different ids, got A1 in two_scalars and another",
  );
});
