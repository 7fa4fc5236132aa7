/** The diagnosis of a table: estimates on its rows, promises on records held out, and answers to queries. */

import { clopperPearson } from "../decision/passed_bound.ts";
import { hashSeed, randomStream } from "../prng.ts";
import { failSafe, type Judged } from "./abstention.ts";
import { type AnswerModel, answerQueries, ask, type Predictor } from "./answer_model.ts";
import { refusalOf, type RefusalRule } from "./answers.ts";
import { cheaperAttention } from "./attention_budget.ts";
import { chooseWindow, type WindowChoice } from "./choices.ts";
import type { Answer, Confirmed, Diagnosis, PredictedWindow } from "./diagnosis.ts";
import { encode, fitEncoding } from "./encoding.ts";
import { halfWidth, scaledIntervals } from "./intervals.ts";
import { intrinsicDimension, MOST_TIED } from "./intrinsic_dimension.ts";
import { lift, liftRadius } from "./lift.ts";
import { leastSquaresModel, linearAttentionModel, type LinearModel } from "./linear_models.ts";
import { localScales } from "./local_scale.ts";
import { leaveOneOutLosses, methodError, type MethodLoss } from "./method_errors.ts";
import { nearestNoise } from "./nearest_noise.ts";
import { type MeasuredOn, noiseAndSlope } from "./noise_and_slope.ts";
import { payRule, softmaxPays } from "./pays.ts";
import { pickPoints, pickRecords, type Points, type Records } from "./points.ts";
import {
  balancedWindow,
  pullQueries,
  pullsAndShares,
  sphereWindow,
  type WindowTheory,
} from "./predicted_window.ts";
import { probe } from "./probe.ts";
import { shiftOf } from "./shift.ts";
import { splitRecords } from "./split.ts";
import { mean, median, quantile, sample, variance } from "./summary.ts";
import type { QueryTable, Table } from "./table.ts";
import { gridFor, type WindowGrid } from "./window_grid.ts";

/** How a diagnosis is made. */
export interface DiagnoseOptions {
  readonly seed: number;
  readonly queries?: QueryTable;
  /** An answer that is off by more is wrong; half the label's standard deviation, or half a class, by default. */
  readonly tolerance?: number;
  /** Told of each step as it begins. */
  readonly onStep?: (what: string, done: number, of: number) => void;
}

/** What comes of it. */
export interface Diagnosed {
  readonly diagnosis: Diagnosis;
  /** To be kept. */
  readonly model: AnswerModel;
}

/** Queries that estimates are made on, at most and at least: the standard error of a mean error is 3 to 4 %. */
const [MOST_PROBES, FEWEST_PROBES] = [2000, 1200];
/** Pairs of a query and a row that they may take. */
const PAIRS = 1.2e8;
/** Neighbours that estimates may use. */
const NEIGHBOURS = 256;
/** Up to so many rows, estimates use all of them; beyond, the fitted ones, which are almost all. */
const ALL_ROWS = 20_000;
/** Fewest rows. */
export const FEWEST_ROWS = 30;
/** From this intrinsic dimension on, no estimate of slope or noise was found to hold. */
const MOST_DIRECTIONS = 6;
/** Rows nearer than this share of the median distance are near-duplicates. */
const DUPLICATE = 1e-3;

/**
 * Diagnoses a table; the same table, queries and seed give the same numbers.
 *
 * @throws {RangeError} On fewer than 30 rows, a constant label, no feature that varies, or more columns than rows.
 */
export function diagnose(table: Table, options: DiagnoseOptions): Diagnosed {
  const { seed, onStep = () => {} } = options;
  const { labels } = table;
  if (labels.length < FEWEST_ROWS) {
    throw new RangeError(`a table must have ${FEWEST_ROWS} rows at least, got ${labels.length}`);
  }
  const split = splitRecords(table.groups, seed);
  if (split.fitted.length < FEWEST_ROWS / 2 || split.confirming.length < 3) {
    throw new RangeError(
      `groups must be many and small, so that some can be held out, got ${
        new Set(table.groups).size
      } groups`,
    );
  }
  const deviation = Math.sqrt(variance(pickLabels(labels, split.fitted)));
  if (!(deviation > 0)) throw new RangeError(`the label must vary, got ${labels[0]} in every row`);
  const encoding = fitEncoding(table.columns, split.fitted);
  requireColumns(encoding.columns.length, split.fitted.length);
  const all: Records = { ...encode(encoding, table.columns, labels.length), labels };
  const fitted = pickRecords(all, split.fitted);
  const radius = liftRadius(fitted);
  const tolerance = options.tolerance ?? (table.classes === null ? deviation / 2 : 0.5);

  const whole = labels.length <= ALL_ROWS;
  const basis = whole ? { records: all, groups: table.groups } : {
    records: fitted,
    groups: pickGroups(table.groups, split.fitted),
  };
  const measured = leaveOneOut(basis.records, { ...basis, radius, seed, onStep });
  const trusted = whole
    ? leaveOneOut(fitted, {
      radius,
      seed,
      onStep,
      groups: pickGroups(table.groups, split.fitted),
    })
    : measured;

  const estimates = estimate(measured, { seed, deviation });
  const predictor: Predictor = {
    records: { ...lift(fitted, radius), labels: fitted.labels },
    radius,
    window: trusted.choice.window.value,
    numbers: split.fitted.map((row) => table.rows[row]),
  };
  onStep("held-out records", 0, 1);
  const held = heldOut(predictor, all, { split, trusted, deviation, seed });
  const noise = estimates.local?.noise.value ?? estimates.nearest?.value ?? deviation;
  const rule: RefusalRule = {
    farthest: 2.25 * quantile(nearestSquares(trusted.on), 0.99),
    noise,
    tolerance,
  };
  const promises = promise({ held, trusted, rule, predictor, split, numbers: table.rows });
  const model: AnswerModel = {
    ...predictor,
    label: table.label,
    classes: table.classes,
    encoding,
    rule,
    intervals: promises.intervals,
    failSafe: promises.failSafe,
  };
  const answers = options.queries === undefined
    ? []
    : answersTo(model, options.queries, (done, of) => onStep("queries", done, of));
  const diagnosis: Diagnosis = {
    rows: labels.length,
    parts: {
      fitted: split.fitted.length,
      calibrating: split.calibrating.length,
      confirming: split.confirming.length,
    },
    label: {
      name: table.label,
      mean: mean(fitted.labels),
      deviation,
      classes: table.classes,
    },
    features: encoding.columns.map(({ name, kind }) => ({ name, kind })),
    dropped: encoding.dropped,
    ...estimates.said,
    heldOut: held.methods.map((method) => methodError(method, deviation)),
    pays: held.pays,
    intervals: promises.intervals,
    coverage: promises.coverage,
    coverageWhereHard: promises.coverageWhereHard,
    tolerance,
    failSafe: promises.failSafe,
    risk: promises.risk,
    confirming: promises.confirming,
    shift: options.queries === undefined ? [] : shifts(answers, {
      held: held.distances,
      errors: held.errors,
      seed,
    }),
    cannotTell: [
      ...cannotTell({ ...estimates, rows: labels.length, promises }),
      ...copiesOf(fitted, encoding.columns.map(({ name }) => name)),
    ],
    answers,
  };
  return { diagnosis, model };
}

function requireColumns(columns: number, rows: number): void {
  if (columns === 0) throw new RangeError("a feature must vary, got none that does");
  if (columns >= rows) {
    throw new RangeError(
      `a table must have more fitted rows than encoded columns, got ${rows} and ${columns}: ` +
        `leave columns out`,
    );
  }
}

const pickLabels = (labels: Float64Array, rows: Int32Array) =>
  Float64Array.from(rows, (row) => labels[row]);
const pickGroups = (groups: Int32Array, rows: Int32Array) => rows.map((row) => groups[row]);

/** Leave-one-out probes of some records, and what they choose. */
interface LeftOut {
  readonly on: MeasuredOn;
  readonly lifted: Points;
  readonly choice: WindowChoice;
  /** Labels of the probes. */
  readonly labels: Float64Array;
}

function leaveOneOut(
  records: Records,
  { groups, radius, seed, onStep }: {
    readonly groups: Int32Array;
    readonly radius: number;
    readonly seed: number;
    readonly onStep: NonNullable<DiagnoseOptions["onStep"]>;
  },
): LeftOut {
  const size = Math.max(FEWEST_PROBES, Math.min(MOST_PROBES, Math.floor(PAIRS / records.count)));
  const rows = sample(records.count, size, randomStream(seed, "probes"));
  const lifted = lift(records, radius);
  const queries = pickPoints(lifted, rows);
  const probes = probe({ ...lifted, labels: records.labels }, queries, {
    grid: scaleOf(lifted, { groups, seed }),
    neighbours: NEIGHBOURS,
    groups: { rows: groups, queries: pickGroups(groups, rows) },
    onQuery: (done) => onStep("leave-one-out", done, rows.length),
  });
  const labels = pickLabels(records.labels, rows);
  const rank = intrinsicDimension(records, { probes, rows }).rank;
  const choice = chooseWindow(probes, labels, seed);
  return { on: { records, probes, rows, rank }, lifted, choice, labels };
}

/** The grid for these points, from the distances of some of them to all. */
function scaleOf(
  points: Points,
  { groups, seed }: { readonly groups: Int32Array; readonly seed: number },
): WindowGrid {
  const rows = sample(points.count, 60, randomStream(seed, "scale"));
  const nearest: number[] = [];
  const typical: number[] = [];
  for (const row of rows) {
    let least = Infinity;
    const some: number[] = [];
    for (let i = 0; i < points.count; i++) {
      if (groups[i] === groups[row]) continue;
      let sum = 0;
      for (let j = 0; j < points.columns; j++) {
        sum += (points.entries[i * points.columns + j] -
          points.entries[row * points.columns + j]) ** 2;
      }
      if (sum > 1e-12 && sum < least) least = sum;
      if (sum > 1e-12 && (some.length < 200 || i % 97 === 0)) some.push(sum);
    }
    if (least < Infinity) {
      nearest.push(least);
      typical.push(median(some));
    }
  }
  if (nearest.length === 0) throw new RangeError("features must tell rows apart, got one place");
  return gridFor({ nearest: quantile(nearest, 0.3), typical: median(typical) });
}

type Estimates = ReturnType<typeof estimate>;

/** All that is said of the rows themselves. */
function estimate(
  { on, lifted, choice, labels }: LeftOut,
  { seed, deviation }: { readonly seed: number; readonly deviation: number },
) {
  const dimension = intrinsicDimension(on.records, on);
  const local = noiseAndSlope(on);
  const nearest = nearestNoise(on);
  const models = linearModels(on.records);
  const { methods, neighbours } = leaveOneOutLosses(on, { choice, models });
  const distances = Float64Array.from(nearestSquares(on), Math.sqrt);
  const said = {
    probes: on.probes.count,
    dimension,
    noise: { local: local?.noise ?? null, nearest },
    slope: local?.slope ?? null,
    fitRows: local?.neighbours ?? null,
    nearestDistance: median(distances),
    duplicates: duplicatesOf(distances, methods[0].losses, deviation),
    window: choice,
    theory: local === null ? [] : theoryOf(on, {
      lifted,
      choice,
      labels,
      theory: { noise: local.noise.value, slope: local.slope.value, rank: on.rank },
      seed,
    }),
    methods: methods.map((method) => methodError(method, deviation)),
    neighbours,
    cheaper: cheaperAttention(on, { lifted, index: choice.index, deviation, seed }),
  };
  return { said, local, nearest, methods };
}

function linearModels(records: Records): LinearModel[] {
  return [
    linearAttentionModel(records, false),
    linearAttentionModel(records, true),
    leastSquaresModel(records),
  ];
}

function nearestSquares({ probes }: MeasuredOn): Float64Array {
  return Float64Array.from({ length: probes.count }, (_, q) => probes.distances[q * probes.kept]);
}

function duplicatesOf(distances: Float64Array, losses: Float64Array, deviation: number) {
  const limit = DUPLICATE * median(distances.filter((distance) => distance > 0));
  const kept = losses.filter((_, q) => distances[q] > limit);
  const error = (values: Float64Array) => Math.sqrt(mean(values)) / deviation;
  return {
    share: 1 - kept.length / losses.length,
    error: error(losses),
    withoutThem: kept.length === 0 ? null : error(kept),
  };
}

function theoryOf(
  { records, probes }: MeasuredOn,
  { lifted, choice, theory, seed }: {
    readonly lifted: Points;
    readonly choice: WindowChoice;
    readonly labels: Float64Array;
    readonly theory: WindowTheory;
    readonly seed: number;
  },
): PredictedWindow[] {
  const windows = [...probes.windows].filter((_, w) => w % 2 === 0);
  const rows = sample(
    records.count,
    pullQueries(records, windows.length),
    randomStream(seed, "pulls"),
  );
  const least = choice.curve[choice.index].error;
  const regret = (window: number) => errorAt(choice, window) / least - 1;
  const balanced = balancedWindow(pullsAndShares(lifted, records, { windows, rows }), theory);
  const sphere = sphereWindow(records, theory);
  return [
    ...(sphere === undefined
      ? []
      : [{ name: "B7, affine on a sphere", window: sphere, regret: regret(sphere) } as const]),
    { name: "B2, affine on these rows", window: balanced, regret: regret(balanced) },
  ];
}

/** The error at a window, between those of the grid in proportion of the logarithm. */
function errorAt({ curve }: WindowChoice, window: number): number {
  const above = curve.findIndex((point) => point.window >= window);
  if (above <= 0) return curve[above === 0 ? 0 : curve.length - 1].error;
  const [a, b] = [curve[above - 1], curve[above]];
  const share = Math.log(window / a.window) / Math.log(b.window / a.window);
  return a.error + share * (b.error - a.error);
}

/** Held-out queries, calibrating ones first, asked of the fitted rows. */
function heldOut(
  predictor: Predictor,
  all: Records,
  { split, trusted, seed }: {
    readonly split: ReturnType<typeof splitRecords>;
    readonly trusted: LeftOut;
    readonly deviation: number;
    readonly seed: number;
  },
) {
  const rows = Int32Array.of(...split.calibrating, ...split.confirming);
  const queries = pickRecords(all, rows);
  const probes = ask(predictor, queries);
  const softmax = probes.predictions.filter((_, i) => i % probes.windows.length === 0);
  const models = linearModels(trusted.on.records);
  const left = leaveOneOutLosses(trusted.on, { choice: trusted.choice, models });
  const squared = (answers: Float64Array) =>
    answers.map((answer, q) => (answer - queries.labels[q]) ** 2);
  const linear = models.map((model): MethodLoss => ({
    name: model.name,
    losses: squared(model.answer(queries)),
  }));
  // The rival is chosen on the fitted rows, before held-out labels are looked at.
  const fittedError = (i: number) => mean(left.methods[i + 1].losses);
  const best = [0, 1, 2].reduce((a, b) => (fittedError(b) < fittedError(a) ? b : a));
  const rule = payRule(left.methods[best + 1].losses, left.methods[0].losses);
  const losses = squared(softmax);
  const pays = rule === null
    ? null
    : { ...softmaxPays(rule, linear[best].losses, losses), against: models[best].name };
  const nearestRow = (q: number) => predictor.records.labels[probes.nearest[q * probes.kept]];
  const nearest = Float64Array.from(softmax, (_, q) => nearestRow(q));
  const methods = [{ name: "softmax attention", losses }, ...linear, {
    name: "1-NN",
    losses: squared(nearest),
  }];
  return {
    rows,
    probes,
    labels: queries.labels,
    answers: softmax,
    errors: losses.map(Math.sqrt),
    distances: Float64Array.from(
      { length: probes.count },
      (_, q) => Math.sqrt(probes.distances[q * probes.kept]),
    ),
    scales: localScales(probes, predictor.records.labels),
    methods,
    pays,
    seed,
  };
}

/** Intervals and the fail-safe from the calibrating part, confirmed on the other. */
function promise(
  { held, trusted, rule, predictor, split, numbers }: {
    readonly numbers: Int32Array;
    readonly held: ReturnType<typeof heldOut>;
    readonly trusted: LeftOut;
    readonly rule: RefusalRule;
    readonly predictor: Predictor;
    readonly split: ReturnType<typeof splitRecords>;
  },
) {
  const size = split.calibrating.length;
  const scales = localScales(trusted.on.probes, trusted.on.records.labels);
  const intervals = scaledIntervals(scales, {
    scales: held.scales.slice(0, size),
    errors: held.errors.slice(0, size),
  });
  const refused = Array.from(
    held.errors,
    (_, q) => refusalOf(held.probes, predictor.records.labels, { q, w: 0, rule }),
  );
  const judged = refused.map((refusal, q): Required<Judged> => ({
    scale: held.scales[q],
    refused: refusal !== null,
    wrong: held.errors[q] > rule.tolerance,
  }));
  const safe = failSafe(scales, judged.slice(0, size));
  const hardest = quantile(scales, 0.75);
  const confirming = Array.from({ length: held.errors.length - size }, (_, i) => {
    const q = size + i;
    const width = halfWidth(intervals, held.scales[q]);
    const finite = Number.isFinite(width);
    return {
      row: numbers[held.rows[q]],
      label: held.labels[q],
      answer: held.answers[q],
      lower: finite ? held.answers[q] - width : null,
      upper: finite ? held.answers[q] + width : null,
      refused: refused[q] ?? (held.scales[q] > safe.limit ? "noise" as const : null),
      covered: held.errors[q] <= width,
      hard: held.scales[q] > hardest,
      wrong: held.errors[q] > rule.tolerance,
    };
  });
  const hard = confirming.filter(({ hard }) => hard);
  const given = confirming.filter(({ refused }) => refused === null);
  const share = (of: typeof confirming, key: "covered" | "wrong", promised: number) =>
    confirmed(of.filter((query) => query[key]).length, of.length, promised);
  return {
    intervals,
    failSafe: safe,
    coverage: share(confirming, "covered", intervals.level),
    coverageWhereHard: hard.length === 0 ? null : share(hard, "covered", intervals.level),
    risk: given.length === 0 ? null : share(given, "wrong", safe.risk),
    confirming: confirming.map(({ covered: _c, hard: _h, wrong: _w, ...rest }) => rest),
  };
}

function confirmed(hits: number, of: number, promised: number): Confirmed {
  const [lower, upper] = clopperPearson(hits, of, { level: 0.9 });
  return { promised, measured: hits / of, of, lower, upper };
}

function answersTo(
  model: AnswerModel,
  queries: QueryTable,
  onQuery: (done: number, of: number) => void,
): Answer[] {
  return answerQueries(model, encode(model.encoding, queries.columns, queries.count), {
    labels: queries.labels,
    onQuery: (done) => onQuery(done, queries.count),
  });
}

function shifts(
  answers: readonly Answer[],
  { held, errors, seed }: {
    readonly held: Float64Array;
    readonly errors: Float64Array;
    readonly seed: number;
  },
) {
  const near = Float64Array.from(answers, ({ references }) => references[0].distance);
  const known = answers.filter(({ label }) => label !== null);
  const name = hashSeed(seed, "shift");
  return [
    shiftOf("distance to the nearest row", held, { queries: near, seed: name }),
    ...(known.length < 5 ? [] : [
      shiftOf("error", errors, {
        queries: Float64Array.from(known, ({ answer, label }) => Math.abs(answer - label!)),
        seed: name,
      }),
    ]),
  ];
}

function cannotTell(
  { said, local, rows, promises }: Estimates & {
    readonly rows: number;
    readonly promises: ReturnType<typeof promise>;
  },
): string[] {
  const { dimension, window, noise, slope } = said;
  const directions = Math.max(dimension.twoNearest ?? 0, dimension.likelihood ?? 0);
  const out: string[] = [];
  if (rows < 100) {
    out.push(`${rows} rows are few: every number here has a wide interval, and promises need more`);
  }
  if (dimension.tied > MOST_TIED) {
    out.push(
      "how many directions the records vary in, because many are at the same place or on a grid",
    );
  }
  if (directions >= MOST_DIRECTIONS - 0.5) {
    out.push(
      `noise and steepness: the records vary in about ${
        Math.round(directions)
      } directions, and neighbours are too far apart to tell one from the other`,
    );
  }
  if (local === null) out.push("noise and steepness: too few rows for local fits");
  if (window.flat) {
    out.push("which window is best: no window does better than answering the mean label");
  }
  if (
    noise.local !== null && noise.nearest !== null &&
    (noise.local.lower > noise.nearest.upper || noise.nearest.lower > noise.local.upper)
  ) {
    out.push(
      "the noise: its two estimates disagree, so part of one is change of the relation over short distances",
    );
  }
  if (slope !== null && slope.lower < 0.5 * slope.upper) {
    out.push("the steepness: its interval is wide, from noise or from bends of the relation");
  }
  if (promises.failSafe.limit === -Infinity) {
    out.push("which queries are safe to answer: no share of them passes the test");
  }
  return out;
}

/** Correlation from which on a column all but is the label. */
const COPY = 0.9999;

/** Columns that all but are the label: a copy that no query will have makes everything else look good. */
function copiesOf(
  { count, columns, entries, labels }: Records,
  names: readonly string[],
): string[] {
  const centre = mean(labels);
  const deviation = Math.sqrt(variance(labels));
  return names.flatMap((name, j) => {
    let sum = 0;
    // Columns are standardised by these very rows.
    for (let i = 0; i < count; i++) sum += entries[i * columns + j] * (labels[i] - centre);
    return Math.abs(sum) / (count * deviation) < COPY ? [] : [
      `whether past cases predict: ${name} all but is the label, so leave it out unless it is known beforehand`,
    ];
  });
}
