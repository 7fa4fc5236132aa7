import { assertEquals } from "@std/assert";
import { pureMargins } from "./pure_margin.ts";

const failing = (name: string, inputs: unknown, answer: () => unknown) =>
  pureMargins([{ name, inputs, answer }]).filter(({ margin }) => margin < 0)
    .map(({ what }) => what);

Deno.test("what depends on its inputs alone passes", () => {
  const x = Float64Array.of(1, 2);
  assertEquals(failing("sum", { x, rows: [[3]] }, () => x[0] + x[1]), []);
});

Deno.test("an answer that remembers calls is found out", () => {
  let calls = 0;
  assertEquals(failing("count", 1, () => ({ calls: ++calls })), ["count, asked again"]);
  assertEquals(failing("first", 1, () => calls++ > 9 ? 0 : -0), []);
});

Deno.test("an answer that is written over is found out", () => {
  const buffer = Float64Array.of(0);
  const calls = [1, 2].map((x) => ({
    name: `square of ${x}`,
    inputs: x,
    answer: () => {
      buffer[0] = x * x;
      return buffer;
    },
  }));
  const failed = pureMargins(calls).filter(({ margin }) => margin < 0).map(({ what }) => what);
  assertEquals(failed.includes("square of 2, kept meanwhile"), true);
});

Deno.test("inputs that are written to are found out, in matrices too", () => {
  const labels = Float64Array.of(3, 4);
  const entries = [1, 2, 3, 4];
  const matrix = { rows: 2, columns: 2, to1DArray: () => [...entries] };
  assertEquals(failing("labels", { labels }, () => labels.fill(1) && 0), ["inputs of labels"]);
  assertEquals(failing("M", [matrix], () => (entries[3] = 0)), ["inputs of M"]);
});
