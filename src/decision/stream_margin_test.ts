import { assertEquals } from "@std/assert";
import { randomTest, testSeed } from "../../fixtures/random/random_for_tests.ts";
import { type RandomStream, randomStream } from "../prng.ts";
import { streamMargins } from "./stream_margin.ts";

/** What fails of a run, with or without something in between. */
function failures(run: (stream: RandomStream) => number[], between = () => {}): string[] {
  const seed = testSeed("streams");
  const margins = streamMargins({ run, stream: (k) => randomStream(seed, k), between });
  return margins.filter(({ margin }) => margin < 0).map(({ what }) => what);
}

randomTest("a run of its stream's draws alone holds", () => {
  assertEquals(failures((stream) => [stream.uniform(), 7]), []);
});

randomTest("a run that no draw decides is one run for all streams", () => {
  const seen = failures(() => [7]);
  assertEquals([seen.length, seen[0]], [10, "stream 1 and stream 0 give one run"]);
});

randomTest("a run that leaves its stream where it is comes twice", () => {
  const seen = failures(({ state }) => [...state]);
  assertEquals(seen, ["stream 0 further on and stream 0 give one run"]);
});

randomTest("a run that remembers the ones before is another one the second time", () => {
  let runs = 0;
  const wanted = ["the same stream gives the same run", "and the same one after it"];
  assertEquals(failures((stream) => [stream.uniform(), runs++]), wanted);
});

randomTest("what happens in between is not to be remembered either, nor a sign of zero", () => {
  let zero = 0;
  const between = () => {
    zero = -0;
  };
  const wanted = ["the same stream gives the same run", "and the same one after it"];
  assertEquals(failures((stream) => [stream.uniform(), zero], between), wanted);
});

randomTest("a run that is longer is another run", () => {
  let length = 0;
  const wanted = ["the same stream gives the same run", "and the same one after it"];
  const longer = (stream: RandomStream) => [stream.uniform(), ...Array(length++).fill(0)];
  assertEquals(failures(longer), wanted);
  length = 0;
  assertEquals(failures(() => Array(length++).fill(0)), wanted);
});
