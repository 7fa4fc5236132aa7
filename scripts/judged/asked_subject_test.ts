import { assert, assertEquals, assertThrows } from "@std/assert";
import type { Capabilities } from "../../src/attention/capabilities.ts";
import { REFERENCE_FACTS } from "../../src/attention/attention_facts.ts";
import { isRefused } from "../../src/attention/refusal.ts";
import { softmax } from "../../src/model/softmax.ts";
import type { Subject } from "../../src/claim/subject.ts";
import { ONE_OF_EACH } from "../../src/tasks/draw_call.ts";
import type { Calls } from "../subject/calls.ts";
import { AskedSubject } from "./asked_subject.ts";

type Model = Subject & Capabilities;

/** A model whose answers are the sums of its scores so far, call by call, and what it was asked. */
function counting(fails: (calls: Calls) => string | undefined = () => undefined) {
  const batches: number[] = [];
  let count = 0;
  const asked = new AskedSubject({ operations: ["weigh"] }, (calls) => {
    batches.push(calls.sizes.length);
    const error = fails(calls);
    if (error !== undefined) return { error };
    let at = 0;
    const answers = calls.sizes.flatMap(([n]) => {
      const scores = calls.values.slice(at, at += n);
      count++;
      return [...scores].map((score) => score + 100 * count);
    });
    return { values: Float64Array.from(answers) };
  });
  return { asked, batches, model: asked.subject as Model };
}

const of = (...scores: number[]) => Float64Array.from(scores);

Deno.test("asked: what a claim will ask is asked in one batch, and answered by the model", () => {
  const { asked, batches, model } = counting();
  const run = ({ weigh }: Model) => [[...weigh(of(1))], [...weigh(of(2, 3))], [...weigh(of(4))]];
  asked.prepare((recording) => {
    assertEquals(run(recording as Model)[0], [...softmax(of(1))]);
  });
  assertEquals(run(model), [[101], [202, 203], [304]]);
  assertEquals(batches, [3]);
});

Deno.test("asked: the same question asked twice has two answers", () => {
  const { asked, batches, model } = counting();
  const run = ({ weigh }: Model) => [weigh(of(1))[0], weigh(of(1))[0]];
  asked.prepare((recording) => run(recording as Model));
  assertEquals(run(model), [101, 201]);
  // Once more, when nothing is left: the model is asked, and not a memory.
  assertEquals([model.weigh(of(1))[0], batches], [301, [2, 1]]);
});

Deno.test("asked: answers are found in another order, and what is new is asked by itself", () => {
  const { asked, batches, model } = counting();
  asked.prepare(({ weigh }: Partial<Model>) => [1, 2, 3].forEach((x) => weigh!(of(x))));
  assertEquals([3, 1, 9, 2].map((x) => model.weigh(of(x))[0]), [303, 101, 409, 202]);
  assertEquals(batches, [3, 1]);
  asked.finish();
  asked.prepare(({ weigh }: Partial<Model>) => weigh!(of(5)));
  assertEquals(batches, [3, 1, 1]);
});

Deno.test("asked: where little that was prepared is of use, no more is", () => {
  const { asked, batches } = counting();
  const prepare = () =>
    asked.prepare(({ weigh }: Partial<Model>) => [1, 2, 3].forEach((x) => weigh!(of(x))));
  prepare();
  asked.finish();
  prepare();
  assertEquals(batches, [3]);
});

Deno.test("asked: of a batch that fails nothing is known, and one call is found to fail, once", () => {
  const fails = ({ values }: Calls) => values.includes(2) ? "no two" : undefined;
  const { asked, batches, model } = counting(fails);
  asked.prepare(({ weigh }: Partial<Model>) => [1, 2].forEach((x) => weigh!(of(x))));
  assertEquals(model.weigh(of(1))[0], 101);
  assertThrows(() => model.weigh(of(2)), Error, "no two");
  assertThrows(() => model.weigh(of(2)), Error, "no two");
  assertEquals(batches, [2, 1, 1]);
});

Deno.test("asked: −0 is not 0, and NaN is itself", () => {
  const { asked, batches, model } = counting();
  asked.prepare(({ weigh }: Partial<Model>) => {
    weigh!(of(0));
    try {
      weigh!(of(NaN));
    } catch {
      // The reference takes no NaN.
    }
  });
  model.weigh(of(NaN));
  assertEquals([batches, model.weigh(of(-0))[0], batches.length], [[2, 1], 300, 2]);
});

Deno.test("asked: a refusal is a value of one call in a batch, and no failure", () => {
  const call = (key: number) => ({
    shape: ONE_OF_EACH,
    queries: of(1),
    keys: of(key),
    values: of(2),
  });
  const operator = { options: [], facts: { ...REFERENCE_FACTS, emptyRow: "refused" } } as const;
  const batches: number[] = [];
  const asked = new AskedSubject({ operations: ["attendBatch"], operator }, ({ sizes, values }) => {
    batches.push(sizes.length);
    // Keys are the second of three numbers.
    const keys = sizes.map((_, i) => values[3 * i + 1]);
    if (keys.includes(9)) return { error: "it crashed" };
    const refused = keys.flatMap((key, i) => key < 0 ? [i] : []);
    const answers = Float64Array.from(keys, (key) => key < 0 ? NaN : 10 * key);
    return { values: answers, ...(refused.length > 0 && { refused }) };
  });
  const model = asked.subject as Model;
  asked.prepare(({ attendBatch }: Partial<Model>) =>
    [1, -1, 2].forEach((key) => attendBatch!(call(key)))
  );
  assertEquals([...model.attendBatch(call(1)), ...model.attendBatch(call(2))], [10, 20]);
  assert(isRefused(() => model.attendBatch(call(-1))));
  assertEquals(batches, [3]);
  // The same alone, and what is no refusal.
  assert(isRefused(() => model.attendBatch(call(-2))));
  assertEquals([...model.attendBatch(call(3))], [30]);
  assertThrows(() => isRefused(() => model.attendBatch(call(9))), Error, "it crashed");
});
