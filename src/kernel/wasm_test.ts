import { assert, assertEquals, assertThrows } from "@std/assert";
import { createKernel, type Kernel } from "./wasm.ts";

function kernel(): Kernel {
  const created = createKernel();
  assert(created, "WebAssembly with SIMD must be there");
  return created;
}

Deno.test("arrays lie apart, each on a cache line, above the constants", () => {
  const created = kernel();
  const lengths = [1, 8, 9, 0, 3];
  const starts = created.place(lengths);
  assert(starts[0] >= 128);
  starts.forEach((start, i) => {
    assertEquals(start % 8, 0);
    if (i > 0) assert(start >= starts[i - 1] + lengths[i - 1]);
  });
});

Deno.test("the memory grows with what is placed, and keeps what was there", () => {
  const created = kernel();
  const [at] = created.place([3]);
  created.numbers.set([1, 2, 3], at);
  const before = created.numbers.length;
  const [same, far] = created.place([3, 100_000]);
  assert(created.numbers.length > before && created.numbers.length >= far + 100_000);
  assertEquals([...created.numbers.subarray(same, same + 3)], [1, 2, 3]);
});

Deno.test("two instances share nothing", () => {
  const [one, other] = [kernel(), kernel()];
  const [at] = one.place([1]);
  one.numbers[at] = 7;
  assertEquals(other.numbers[at], 0);
});

Deno.test("more than a 32-bit memory holds is refused", () => {
  assertThrows(() => kernel().place([2 ** 29]), RangeError, "must fit the kernel's 4 GiB");
});
