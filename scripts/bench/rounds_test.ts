import { assert, assertEquals } from "@std/assert";
import { alternate, contestant } from "./rounds.ts";

Deno.test("contestants take turns, and a first round is not counted", async () => {
  const turns: string[] = [];
  const of = (name: string) => () => {
    turns.push(name);
    return { wall: turns.length, cpu: 0 };
  };
  const readings = await alternate(new Map([["a", of("a")], ["b", of("b")]]), {
    rounds: 2,
    milliseconds: 1,
  });
  assertEquals(turns, ["a", "b", "a", "b", "a", "b"]);
  assertEquals(readings.get("a")!.map(({ wall }) => wall), [3, 5]);
  assertEquals(readings.get("b")!.map(({ wall }) => wall), [4, 6]);
});

Deno.test("a contestant runs at least once and reads no more than it took", async () => {
  let runs = 0;
  const from = performance.now();
  const { wall } = await contestant(() => runs++)(0);
  assert(runs > 0);
  assert(wall > 0 && wall <= (performance.now() - from) * 1000);
});
