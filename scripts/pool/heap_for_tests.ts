/**
 * Bytes that the judge holds after so many cases of a claim, and after four times as many, while it is still at it;
 * and after so many results of opponents, and four times as many; as JSON. Arguments: the claim's id, the cases;
 * needs `--v8-flags=--expose-gc`.
 */

import { WHOLE } from "../../src/verify/shard.ts";
import { listClaims } from "../judged/list_claims.ts";
import { heldBytes } from "../test_project/held_bytes.ts";
import { PATIENCE } from "./patience.ts";
import { runJobs } from "./worker_pool.ts";

const [id, count] = Deno.args;
const places = [Number(count), 4 * Number(count)];
const card = (await listClaims()).find((claim) => claim.id === id)!;
const budget = { quick: places[1] + 1, ci: places[1] + 1, deep: places[1] + 1 };
const held: number[] = [];
await runJobs([{ index: 0, claimId: id, seed: 1, profile: "quick", shard: WHOLE }], {
  claims: new Map([[id, { ...card, budget }]]),
  listed: new Map([[id, card]]),
  ...{ workers: 1, patience: PATIENCE.quick },
  stop: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
  onStart() {},
  onProgress(_, { done }) {
    if (done === places[held.length]) held.push(heldBytes());
  },
  onDone() {},
});
console.log(JSON.stringify(held));
