import { assertEquals, assertThrows } from "@std/assert";
import { InvalidArgumentError } from "commander";
import { collectNames, parseDirectory, parseSeed } from "./argument_values.ts";

Deno.test("command line: names are added up, from commas and from repeated options", () => {
  assertEquals(collectNames("A1, B10", collectNames("A3")), ["A3", "A1", "B10"]);
  for (const empty of ["", ",", "A1,,A3"]) {
    assertThrows(() => collectNames(empty), InvalidArgumentError, "an id or a slug");
  }
});

Deno.test("command line: a seed is a whole number that is exact", () => {
  assertEquals(["0", "-7", "+7", "9007199254740991"].map(parseSeed), [0, -7, 7, 2 ** 53 - 1]);
  assertEquals(Object.is(parseSeed("-0"), 0), true);
  for (const bad of ["", " ", "1.5", "1e3", "0x10", "seven", "9007199254740992", "NaN"]) {
    assertThrows(() => parseSeed(bad), InvalidArgumentError, "whole number");
  }
});

Deno.test("command line: a directory has a name that is no option", () => {
  assertEquals(parseDirectory("./-odd"), "./-odd");
  for (const bad of ["", "  ", "--json"]) {
    assertThrows(() => parseDirectory(bad), InvalidArgumentError, "must name a directory");
  }
});
