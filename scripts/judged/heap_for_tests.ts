/**
 * Bytes that the process of a claim holds after so many cases, and after four times as many, as JSON; without
 * messages, which leave as they are made. Arguments: the claim's file, the cases; needs `--v8-flags=--expose-gc`.
 */

import type { UniversalClaim } from "../../src/claim/claim.ts";
import { WHOLE } from "../../src/verify/shard.ts";
import { loadClaim } from "../project/load_claims.ts";
import { heldBytes } from "../test_project/held_bytes.ts";
import { sendCases } from "./run_answers.ts";

const [file, count] = Deno.args;
const places = [Number(count), 4 * Number(count)];
const held: number[] = [];
let cases = 0;
const asked = { kind: "cases", subject: {}, seed: 1, shard: WHOLE, shrink: false } as const;
const claim = await loadClaim(file) as UniversalClaim;
await sendCases(claim, { ...asked, limit: places[1] + 1 }, {
  send(message) {
    if (message.kind !== "cases") return;
    cases += message.cases.length;
    if (cases >= places[held.length]) held.push(heldBytes());
  },
  askJudge() {
    throw new Error("no model of a user's is asked");
  },
});
console.log(JSON.stringify(held));
