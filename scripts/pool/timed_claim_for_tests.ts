/** What the process of a claim tells of its settings and of the time that it takes, as JSON. */

import { listClaims } from "../judged/list_claims.ts";
import { withClaimProcess } from "../judged/with_process.ts";

const cards = await listClaims();
const [training, universal] = ["B12", "A7"].map((id) => cards.find((card) => card.id === id)!);
const seeds = [1, 2];
const [settings, replicate, part, rate] = await withClaimProcess(training, async (ask) => [
  await ask({ kind: "settings", seeds }),
  await ask({ kind: "time", part: "replicate", seeds, milliseconds: 0 }),
  await ask({ kind: "time", part: "training", seeds, milliseconds: 0 }),
  await ask({ kind: "rate", from: 0, milliseconds: 0 }),
]);
const [cases, wrong] = await withClaimProcess(universal, async (ask) => [
  await ask({ kind: "rate", from: 5, milliseconds: 20 }),
  await ask({ kind: "time", part: "replicate", seeds, milliseconds: 0 }),
]);
console.log(JSON.stringify({ settings, replicate, part, rate, cases, wrong }));
