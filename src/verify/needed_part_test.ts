import { assert, assertEquals, assertThrows } from "@std/assert";
import { type Capabilities, referenceSubject } from "../attention/capabilities.ts";
import { judgeNeeds, neededPart, thrownBy } from "./needed_part.ts";
import type { Outcome } from "./outcome.ts";

Deno.test("needed part: what is needed is read and noted, anything else throws", () => {
  const { capabilities, read } = neededPart(referenceSubject, ["weigh"]);
  assertEquals([...read], []);
  assertEquals(capabilities.weigh, referenceSubject.weigh);
  assertEquals([...read], ["weigh"]);
  for (const name of ["attend", "name"] as const) {
    const look = () => (capabilities as Capabilities & { name: string })[name];
    assertThrows(look, Error, `a claim sees what it needs of a subject, got ${name}`);
  }
  assertEquals([Object.keys(capabilities), [...read]], [["weigh"], ["weigh"]]);
});

Deno.test("needed part: it cannot be changed or added to", () => {
  const { capabilities } = neededPart(referenceSubject, ["weigh"]);
  assert(Object.isFrozen(capabilities));
  assertThrows(() => Object.assign(capabilities, { attend: () => [] }), TypeError);
});

Deno.test("needs: a pass that never read what it names is none, a refutation stands", () => {
  const needs = ["weigh", "attend"] as const;
  const cells = [{ name: "x = 0", atLeast: 0.1, cases: 5, upper: 0.9, reached: true }];
  const passed: Outcome = { verdict: "verified", cases: 9, cells };
  assertEquals(judgeNeeds(passed, { needs }, new Set(needs)), passed);
  assertEquals(judgeNeeds(passed, { needs }, new Set(["weigh"])), {
    verdict: "undecided",
    cases: 9,
    reason: "it never read attend, which its needs name",
    cells,
  });
  const refuted: Outcome = { verdict: "refuted", cases: 1 };
  assertEquals(judgeNeeds(refuted, { needs }, new Set()), refuted);
});

Deno.test("thrown by: the capability that threw first is named, and nothing that the check threw", () => {
  const broken = () => {
    throw new RangeError("no");
  };
  const through = {
    ...referenceSubject,
    weigh: broken,
    // Hands on what another capability throws.
    attend: (() => through.watched!.weigh(new Float64Array(1))) as never,
    watched: undefined as Capabilities | undefined,
  };
  assertEquals(
    thrownBy(through, ({ weigh }) => weigh(new Float64Array(1))),
    "weigh threw RangeError: no",
  );
  const byBoth = thrownBy(through, (parts) => {
    through.watched = parts;
    parts.attend(undefined as never, undefined as never);
  });
  assertEquals(byBoth, "weigh threw RangeError: no");
  assertEquals(thrownBy(referenceSubject, broken), undefined);
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
