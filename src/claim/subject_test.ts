import { assert, assertEquals } from "@std/assert";
import { assertType, type IsExact } from "@std/testing/types";
import { REFERENCE, type Weighing } from "./claims_for_tests.ts";
import { capabilityOf, missingCapabilities, type Subject, touches } from "./subject.ts";

const NAMED = { name: "other", description: "another one" };

Deno.test("a subject has any part of a theory's capabilities, under their names", () => {
  assertType<IsExact<Subject<Weighing>["weigh"], Weighing["weigh"] | undefined>>(true);
  const bare: Subject<Weighing> = NAMED;
  assertEquals([bare.weigh, capabilityOf(bare, "weigh")], [undefined, undefined]);
  assertEquals(capabilityOf(REFERENCE, "weigh"), REFERENCE.weigh);
});

Deno.test("what a subject lacks is listed in the order of the needs", () => {
  const subject: Subject<Weighing> = { ...NAMED, mean: () => 0 };
  assertEquals(missingCapabilities(subject, ["weigh", "mean", "sum"]), ["weigh", "sum"]);
  assertEquals(missingCapabilities(subject, ["mean"]), []);
});

Deno.test("a subject touches needs in which it differs from the reference, be it by lacking one", () => {
  const other: Subject<Weighing> = { ...REFERENCE, ...NAMED, mean: () => 0 };
  assert(touches(other, REFERENCE, ["weigh", "mean"]));
  assert(!touches(other, REFERENCE, ["weigh"]));
  assert(touches(NAMED, REFERENCE, ["weigh"]), "a subject without it differs, too");
  assert(!touches(NAMED, REFERENCE, []));
});
