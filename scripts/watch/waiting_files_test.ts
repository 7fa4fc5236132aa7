import { assertEquals } from "@std/assert";
import { WaitingFiles } from "./waiting_files.ts";

const waitingFor = (red: readonly string[], files: readonly string[]) => {
  const waiting = new WaitingFiles(red, (file) => !file.startsWith("slow"));
  waiting.add(files);
  return waiting;
};

Deno.test("waiting: what failed last comes first, then what was edited, then what is decided soon", () => {
  const waiting = waitingFor(["last", "before"], ["a", "slow_b", "before", "edited", "last"]);
  assertEquals(waiting.inOrder(["edited"]), ["last", "before", "edited", "a", "slow_b"]);
});

Deno.test("waiting: what failed in a run is the last that failed, and what holds again is none", () => {
  const waiting = waitingFor(["old", "healed"], ["old", "healed", "new"]);
  waiting.settle({ done: ["healed", "new"], red: ["new"] });
  // What a stop cut off still waits.
  assertEquals(waiting.inOrder([]), ["old"]);
  waiting.add(["healed", "new"]);
  assertEquals(waiting.inOrder([]), ["new", "old", "healed"]);
});

Deno.test("waiting: what is gone is not waited for", () => {
  const waiting = waitingFor(["a"], ["a", "b"]);
  waiting.keep((file) => file === "b");
  assertEquals(waiting.inOrder([]), ["b"]);
});
