/**
 * E-values of a claim over many runs of one code.
 *
 * A run's e-value at the moment it stopped has mean at most 1 when what it bets against is true, and
 * runs of disjoint seed streams are independent; so the product is an e-value too, and reaches 1/α with
 * chance at most α, at whichever run one looks (Ville). Runs that draw the same replicates count once,
 * with the one that drew most of them: the later of two moments of stopping is one as well. Other code is
 * another experiment: its product starts at 1.
 */

import {
  combineEvidence,
  type LogEvidence,
  type Verdict,
  verdictFromEvidence,
} from "../decision/verdict.ts";
import { CLAIM_RATES } from "../verify/error_rates.ts";

/** What a claim's part of a run says of its evidence. */
export interface RunEvidence {
  /** Fingerprint of the sources that decided. */
  readonly code: string;
  /** Name of what was put to the test. */
  readonly subject: string;
  /** Its budgets say where the ranges of shards begin. */
  readonly profile: string;
  /** Root seed of the run. */
  readonly seed: number;
  /** Shards of the whole run, and those that it holds. */
  readonly shards: { readonly of: number; readonly run: readonly number[] };
  /** Replicates. */
  readonly replicates: number;
  /** Natural logarithms of the e-values; undefined for what has none, as a crashed run. */
  readonly logEvidence?: LogEvidence | undefined;
  /** The run did not come to the claim. */
  readonly unreached: boolean;
}

/**
 * How a run enters the product: it counts, goes on where a shorter run of the same streams stopped,
 * repeats streams of another, was not reached, or broke off.
 */
export type Share = "counted" | "extended" | "repeated" | "unreached" | "broken";

/** The product after a run, over all runs of the same code before it. */
export interface EvidenceProduct {
  readonly share: Share;
  /** Runs and replicates that count. */
  readonly runs: number;
  readonly replicates: number;
  /** Natural logarithms of the products. */
  readonly logEvidence: LogEvidence;
  /** What the product decided, at the first run at which it did; undecided once a run broke off. */
  readonly verdict: Verdict;
}

interface Experiment {
  readonly counted: RunEvidence[];
  /** The last place in `counted` of each seed: runs of other seeds share no replicate … */
  readonly lastOf: Map<number, number>;
  /** … and for each place the one before it of the same seed, −1 where there is none. */
  readonly before: number[];
  product: EvidenceProduct;
  broken: boolean;
}

const START: EvidenceProduct = {
  share: "unreached",
  runs: 0,
  replicates: 0,
  logEvidence: { for: 0, against: 0 },
  verdict: "undecided",
};

/**
 * The product after each run, in the order in which the runs were added.
 *
 * A run that broke off leaves its experiment undecided: what it would have found is not known, and to go
 * on without it would favour what does not crash. Only the reference model's code is fingerprinted, so
 * runs of another subject are not multiplied.
 */
export function evidenceProducts(
  runs: readonly RunEvidence[],
  { reference }: { readonly reference: string },
): EvidenceProduct[] {
  const product = runningProduct({ reference });
  return runs.map((run) => product(run));
}

/** The same run by run, for histories of which nobody wants every product: takes a run, says the product after it. */
export function runningProduct(
  { reference }: { readonly reference: string },
): (run: RunEvidence) => EvidenceProduct {
  const experiments = new Map<string, Experiment>();
  let others = 0;
  return (run) => {
    const key = run.subject === reference ? run.code : `run ${others++}`;
    const experiment = experiments.get(key) ?? {
      counted: [],
      lastOf: new Map(),
      before: [],
      product: START,
      broken: false,
    };
    experiments.set(key, experiment);
    return experiment.product = productAfter(experiment, run);
  };
}

function productAfter(experiment: Experiment, run: RunEvidence): EvidenceProduct {
  const { counted, lastOf, before } = experiment;
  const places: number[] = [];
  for (let at = lastOf.get(run.seed) ?? -1; at >= 0; at = before[at]) places.push(at);
  const share = shareOf(run, places.map((place) => counted[place]));
  if (share === "broken") experiment.broken = true;
  if (experiment.broken) return { ...experiment.product, share, verdict: "undecided" };
  if (share === "extended") counted[places.find((at) => isSameDraw(run, counted[at]))!] = run;
  if (share === "counted") {
    before.push(lastOf.get(run.seed) ?? -1);
    lastOf.set(run.seed, counted.push(run) - 1);
  }
  const { replicates, logEvidence } = totals(experiment, share);
  const { verdict } = experiment.product;
  return {
    share,
    runs: counted.length,
    replicates,
    logEvidence,
    verdict: verdict === "undecided" ? verdictOf(logEvidence) : verdict,
  };
}

/** Sums over the runs that count; one that is added at the end goes on with the sums before it. */
function totals(
  { counted, product }: Experiment,
  share: Share,
): Pick<EvidenceProduct, "replicates" | "logEvidence"> {
  if (share !== "counted" && share !== "extended") return product;
  const added = share === "counted" ? counted.slice(-1) : counted;
  const { replicates, logEvidence } = share === "counted" ? product : START;
  const total = (side: "for" | "against") =>
    combineEvidence([logEvidence[side], ...added.map((run) => run.logEvidence![side])]);
  return {
    replicates: added.reduce((sum, run) => sum + run.replicates, replicates),
    logEvidence: { for: total("for"), against: total("against") },
  };
}

function verdictOf(logEvidence: EvidenceProduct["logEvidence"]): Verdict {
  return verdictFromEvidence(logEvidence, CLAIM_RATES);
}

function shareOf(run: RunEvidence, counted: readonly RunEvidence[]): Share {
  if (run.unreached) return "unreached";
  const { logEvidence } = run;
  if (!Number.isFinite(logEvidence?.for) || !Number.isFinite(logEvidence?.against)) return "broken";
  const overlapping = counted.filter((other) => drawsFrom(run, other));
  if (overlapping.length === 0) return "counted";
  const [other] = overlapping;
  const longer = overlapping.length === 1 && isSameDraw(run, other) &&
    run.replicates > other.replicates;
  return longer ? "extended" : "repeated";
}

/** Do two runs draw the very same replicates, as far as they go? A whole run begins at the first always. */
function isSameDraw(a: RunEvidence, b: RunEvidence): boolean {
  return a.seed === b.seed && JSON.stringify(a.shards) === JSON.stringify(b.shards) &&
    (a.shards.of === 1 || a.profile === b.profile);
}

/**
 * May two runs share replicates? Shards of one number are disjoint; those of another number, or of other
 * budgets, may not be.
 */
function drawsFrom(a: RunEvidence, b: RunEvidence): boolean {
  if (a.seed !== b.seed) return false;
  const sameRanges = a.shards.of === b.shards.of && a.profile === b.profile;
  return !sameRanges || a.shards.run.some((shard) => b.shards.run.includes(shard));
}
