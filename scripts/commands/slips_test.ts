import { assertEquals } from "@std/assert";
import { commandLine } from "./command_line.ts";
import { slipOf } from "./slips.ts";

const nothing = () => Promise.resolve();
const PROGRAM = commandLine({
  ...{ verify: nothing, merge: nothing, list: nothing, replay: nothing, report: nothing },
  ...{ compare: nothing, accept: nothing, completion: nothing },
  ...{ subjectCheck: nothing, subjectNew: nothing, diagnose: nothing, answer: nothing },
  ...{ historyAdd: nothing, historyShow: nothing, historyPlot: nothing },
});

/** The command that is proposed; undefined where there is no slip. */
function meant(line: string): string | undefined {
  const slip = slipOf(PROGRAM, line.split(" ").filter(Boolean), { command: "attest" });
  return slip && /`(.*)`/.exec(slip)?.[1];
}

Deno.test("slips: a claim in place of a command is to be verified", () => {
  assertEquals(meant("A7"), "attest verify --claim A7");
  assertEquals(meant("b10.loss --profile quick"), "attest verify --claim B10.loss --profile quick");
  assertEquals(meant("weights_sum_to_one"), "attest verify --claim weights_sum_to_one");
  assertEquals(meant("--project ../mine A7"), "attest --project ../mine verify --claim A7");
});

Deno.test("slips: a word that is near to a command means that one", () => {
  assertEquals(meant("verfy"), "attest verify");
  assertEquals(meant("Verify --claim A7"), "attest verify --claim A7");
  assertEquals(meant("lst --json"), "attest list --json");
  assertEquals(meant("hstory show"), "attest history show");
  assertEquals(meant("something"), undefined);
  assertEquals(meant("go"), undefined);
});

Deno.test("slips: claims behind verify and list get their option, wherever they stand", () => {
  assertEquals(meant("verify A7"), "attest verify --claim A7");
  assertEquals(
    meant("verify --profile quick A7 b10"),
    "attest verify --claim A7,B10 --profile quick",
  );
  assertEquals(meant("verify --watch A7"), "attest verify --claim A7 --watch");
  assertEquals(meant("list b12"), "attest list --group B12");
});

Deno.test("slips: what is right is none, and neither is what belongs to an option", () => {
  for (
    const right of [
      "",
      "--help",
      "help verify",
      "list",
      "verify",
      "verify --claim A7 B10 --json",
      "verify --seed 7 --out A7",
      "verify --claim A7 --out B10 --matrix",
      "compare A1 B2",
      "compare a b --html",
      "replay A7",
      "list --group b12 A",
      "--project A7 list",
      "completion bash",
    ]
  ) {
    assertEquals(
      slipOf(PROGRAM, right.split(" ").filter(Boolean), { command: "attest" }),
      undefined,
      right,
    );
  }
});

Deno.test("slips: what else is given too much is refused by the command line itself", () => {
  assertEquals(meant("verify something"), undefined);
  assertEquals(meant("verify A7 something"), undefined);
  assertEquals(meant("merge A7"), undefined);
  assertEquals(meant("verify --clam A7"), undefined);
});

Deno.test("slips: the command can be copied, whatever was typed", () => {
  assertEquals(meant("verfy --out $(id)"), "attest verify --out '$(id)'");
});
