import { assert, assertEquals, assertThrows } from "@std/assert";
import { REFERENCE, type Weighing } from "../claim/claims_for_tests.ts";
import type { Subject } from "../claim/subject.ts";
import { judgeNeeds, neededPart, thrownBy } from "./needed_part.ts";
import type { Outcome } from "./outcome.ts";

Deno.test("needed part: what is needed is read and noted, anything else throws", () => {
  const { capabilities, read } = neededPart(REFERENCE, ["weigh"]);
  assertEquals([...read], []);
  assertEquals(Reflect.get(capabilities, "weigh"), REFERENCE.weigh);
  assertEquals([...read], ["weigh"]);
  for (const name of ["mean", "name"] as const) {
    assertThrows(
      () => Reflect.get(capabilities, name),
      Error,
      `a claim may read only what it needs, got ${name}`,
    );
  }
  assertEquals([Object.keys(capabilities), [...read]], [["weigh"], ["weigh"]]);
});

Deno.test("needed part: whether a subject has what is not needed cannot be seen", () => {
  const lacking: Subject<Weighing> = {
    name: "few",
    description: "no mean",
    weigh: REFERENCE.weigh,
  };
  for (const subject of [REFERENCE, lacking]) {
    const { capabilities } = neededPart(subject, ["weigh"]);
    assertThrows(() => Reflect.get(capabilities, "mean"), Error, "got mean");
    assertEquals(Reflect.ownKeys(capabilities), ["weigh"]);
    assertEquals("mean" in capabilities, false);
  }
});

Deno.test("needed part: it cannot be changed or added to", () => {
  const { capabilities } = neededPart(REFERENCE, ["weigh"]);
  assert(Object.isFrozen(capabilities));
  assertThrows(() => Object.assign(capabilities, { mean: () => [] }), TypeError);
});

Deno.test("needs: a pass that never read what it names is none, a refutation stands", () => {
  const needs = ["weigh", "mean"] as const;
  const cells = [{ name: "x = 0", atLeast: 0.1, cases: 5, upper: 0.9, reached: true }];
  const passed: Outcome = { verdict: "verified", cases: 9, cells };
  assertEquals(judgeNeeds(passed, { needs }, new Set(needs)), passed);
  assertEquals(judgeNeeds(passed, { needs }, new Set(["weigh"])), {
    verdict: "undecided",
    cases: 9,
    cause: "needs not read",
    reason: "it never read mean, which its needs name",
    cells,
  });
  const refuted: Outcome = { verdict: "refuted", cases: 1 };
  assertEquals(judgeNeeds(refuted, { needs }, new Set()), refuted);
});

Deno.test("thrown by: the capability that threw first is named, and nothing that the check threw", () => {
  const broken: Weighing["weigh"] = () => {
    throw new RangeError("no");
  };
  const through = {
    ...REFERENCE,
    weigh: broken,
    // Hands on what another capability throws.
    mean: (_: Float64Array): number => through.watched!.weigh(new Float64Array(1))[0],
    watched: undefined as Weighing | undefined,
  };
  assertEquals(
    thrownBy(through, ({ weigh }) => weigh(new Float64Array(1))),
    "weigh threw RangeError: no",
  );
  const byBoth = thrownBy(through, (parts) => {
    through.watched = parts;
    parts.mean(new Float64Array(1));
  });
  assertEquals(byBoth, "weigh threw RangeError: no");
  assertEquals(thrownBy(REFERENCE, () => broken(new Float64Array(1))), undefined);
  const other = thrownBy(through, ({ weigh }) => {
    try {
      weigh(new Float64Array(1));
    } catch {
      throw new Error("own");
    }
  });
  assertEquals(other, undefined);
  assertEquals(thrownBy(through, () => 1), undefined);
});
