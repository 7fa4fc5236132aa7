import { assert, assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../../fixtures/random/random_for_tests.ts";
import { inert, printable, printableLine } from "../text/printable.ts";
import { annotations } from "./annotations.ts";
import { anyText, MIXED, PLACES, reportOf } from "./mixed_report_for_tests.ts";

/** A workflow command as GitHub's runner reads it. */
function readCommand(line: string): { properties: Record<string, string>; message: string } {
  const [, properties, message] = /^::error (.*?)::(.*)$/s.exec(line) ?? [];
  const decoded = (text: string) =>
    text.replaceAll(/%(25|0D|0A|3A|2C)/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
  const pairs = properties.split(",").map((pair) => pair.split("=", 1)[0]);
  const values = properties.split(",").map((pair) => decoded(pair.slice(pair.indexOf("=") + 1)));
  return {
    properties: Object.fromEntries(pairs.map((name, i) => [name, values[i]])),
    message: decoded(message),
  };
}

Deno.test("claims come before mutants, and what was not reached is left out", () => {
  const commands = annotations(MIXED, PLACES).map(readCommand);
  assertEquals(commands.map(({ properties: { file, line } }) => `${file}:${line}`), [
    "props/fails_test.ts:10",
    "props/crashes_test.ts:12",
    "props/cut_off_test.ts:13",
    "props/lenient_test.ts:21",
    "props/crashes_test.ts:22",
  ]);
  assertEquals(commands[0].properties.title, "C1 is refuted, expected verified");
  assertMatch(commands[0].message, /\nseed +42 .*\nreplay +.*\nrun again +deno task attest verify/);
});

Deno.test("a claim without a place is annotated by its file", () => {
  const [line] = annotations(MIXED, { ...PLACES, lines: new Map() });
  assert(line.startsWith("::error file=props/fails_test.ts,title="), line);
});

Deno.test("a title is cut to what GitHub takes, the message is not", () => {
  const reason = "𝄞".repeat(2000);
  const [, crashed] = annotations(reportOf(reason), PLACES).map(readCommand);
  assertMatch(crashed.properties.title, /^C4 is undecided, expected verified: 𝄞+…$/u);
  assertEquals([...crashed.properties.title].length, 255);
  assert(crashed.message.includes(reason));
});

Deno.test("a run as expected is not annotated", () => {
  assertEquals(annotations({ ...MIXED, claims: MIXED.claims.slice(0, 3) }, PLACES), []);
});

randomTest("any text is one line, and comes back as far as it is printable", () => {
  assertProperty(fc.property(anyText, (any) => {
    const lines = annotations(reportOf(any), PLACES);
    const text = printable(any);
    const name = inert(printableLine(`mutant ${any}`));
    assertEquals(lines.length, 4);
    assert(lines.every((line) => !/[\r\n]/.test(line)));
    const [refuted, undecided, survived] = lines.map(readCommand);
    for (const line of inert(text).split("\n")) assert(refuted.message.includes(line));
    assertEquals(
      undecided.properties.title,
      inert(`C4 is undecided, expected verified: ${printableLine(any)}`),
    );
    assertEquals(
      survived.properties.title,
      `C1 does not tell ${name} from the model: verified after 1000 cases`,
    );
    assertEquals(Object.keys(survived.properties), ["file", "line", "title"]);
  }));
});
