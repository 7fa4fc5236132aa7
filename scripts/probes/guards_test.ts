import { assert, assertEquals, assertThrows } from "@std/assert";
import { ROOT } from "../base/paths.ts";
import { PROBES } from "./all_probes.ts";
import { distinctGuards, withoutGuard } from "./guards.ts";

const GUARD = { file: "a.ts", find: "if (bad) {", replace: "if (false) {" };

Deno.test("guards: the text is found once, and replaced as it is", () => {
  assertEquals(withoutGuard(GUARD, "x; if (bad) { y }"), "x; if (false) { y }");
  assertEquals(withoutGuard({ ...GUARD, replace: "$&" }, "if (bad) {"), "$&");
  for (const text of ["", "if (bad) { if (bad) {"]) {
    assertThrows(() => withoutGuard(GUARD, text), Error, "exactly once");
  }
});

Deno.test("guards: one that several probes name is tried once", () => {
  const probe = { name: "a", part: 1, steps: [], guards: [GUARD] } as const;
  const other = { ...probe, name: "b", guards: [GUARD, { ...GUARD, replace: "" }] };
  const named = distinctGuards([probe, other]).map(({ probes }) => probes.map(({ name }) => name));
  assertEquals(named, [["a", "b"], ["b"]]);
});

Deno.test({
  name: "guards: every probe has one, and all are in the sources",
  ignore: Deno.permissions.querySync({ name: "read", path: ROOT }).state !== "granted",
  async fn() {
    for (const { name, guards } of PROBES) assert(guards.length > 0, name);
    for (const { guard } of distinctGuards(PROBES)) {
      const text = await Deno.readTextFile(new URL(guard.file, ROOT));
      assert(withoutGuard(guard, text) !== text, guard.find);
    }
  },
});

Deno.test("probes: names differ, as a report has nothing else to tell them apart", () => {
  const names = PROBES.map(({ name }) => name);
  assertEquals(new Set(names).size, names.length);
});
