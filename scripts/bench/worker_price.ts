/** What one more process costs: the time until it is of use, and memory. */

import type { ClaimCard } from "../judged/claim_card.ts";
import { ClaimProcess } from "../judged/claim_process.ts";
import { median, type Spread, spreadOf } from "./statistics.ts";

/** Processes that are alive at the end. */
const ALIVE = 4;
/** Replicates that are run before memory is looked at. */
const REPLICATES = 20;

/** The price of one process. */
export interface WorkerPrice {
  /** Seconds from its start to its first replicate. */
  readonly startSeconds: Spread;
  /** Resident bytes of it, after it ran a training claim. */
  readonly bytesPerWorker: number;
}

/** What each of several processes takes, one started after the other, none stopped. */
export async function priceOfWorkers({ slug }: ClaimCard): Promise<WorkerPrice> {
  const processes: ClaimProcess[] = [];
  const [bytes, started]: [number[], number[]] = [[], []];
  const block = { kind: "block", subject: {}, seed: 1, from: 0 } as const;
  try {
    for (let i = 0; i < ALIVE; i++) {
      const begun = performance.now();
      const process = new ClaimProcess();
      processes.push(process);
      await process.ask({ kind: "claim", slug });
      await process.ask({ ...block, count: 1 });
      started.push((performance.now() - begun) / 1000);
      await process.ask({ ...block, count: REPLICATES });
      const reply = await process.ask({ kind: "memory" });
      if (reply.kind === "memory") bytes.push(reply.bytes);
    }
  } finally {
    for (const process of processes) process.end("its price is known");
    await Promise.all(processes.map(({ over }) => over));
  }
  return { startSeconds: spreadOf(started), bytesPerWorker: median(bytes) };
}
