import { assertEquals } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import jsrConfig from "../../deno.jsr.json" with { type: "json" };

Deno.test("deno.jsr.json is deno.json without the stand-ins and without the lock file", () => {
  const { links: _standIns, ...rest } = config;
  assertEquals(jsrConfig, { ...rest, lock: false });
});
