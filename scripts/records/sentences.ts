/** A diagnosis in five sentences that need no theory. */

import type { Diagnosis } from "../../src/records/diagnosis.ts";
import { numberText, percentText } from "../../src/report/text/number.ts";

/** Whether past cases predict, how noisy, whether softmax pays, what answers rest on, when to refuse. */
export function sentencesOf(diagnosis: Diagnosis): string[] {
  return [
    predictionText(diagnosis),
    noiseText(diagnosis),
    paysText(diagnosis),
    supportText(diagnosis),
    refusalText(diagnosis),
  ];
}

function predictionText({ heldOut, label }: Diagnosis): string {
  const { value, lower, upper } = heldOut[0].error;
  const verdict = upper < 0.9
    ? "Past cases predict new ones here"
    : lower > 0.95
    ? "Past cases hardly predict new ones here"
    : "Past cases predict new ones a little here";
  return `${verdict}: the past rows most like a new one say its ${label.name} to within ` +
    `${
      numberText(value * label.deviation)
    } (root mean square on rows kept aside), where the mean of all rows ` +
    `is off by ${numberText(label.deviation)}.`;
}

function noiseText({ noise, slope, dimension, label }: Diagnosis): string {
  const directions = Math.max(dimension.twoNearest ?? 0, dimension.likelihood ?? 0);
  if (noise.local === null || slope === null || directions >= 5.5) {
    return `How noisy ${label.name} is and how steeply it changes cannot be told: neighbours are too few or ` +
      `too far apart.`;
  }
  const { value } = noise.local;
  return `Rows alike in every feature still differ in ${label.name} by about ${
    numberText(value)
  } (its noise, ` +
    `${percentText((value / label.deviation) ** 2)} of its variance), and it changes by about ` +
    `${numberText(slope.value)} where features change by one standard deviation.`;
}

function paysText({ pays }: Diagnosis): string {
  if (pays === null) {
    return "Whether softmax attention pays cannot be told: a linear model makes no error here.";
  }
  const share = numberText(1 - pays.alpha);
  switch (pays.verdict) {
    case "verified":
      return `Softmax attention pays: it does better than ${pays.against} (decided on ${pays.queries} rows kept ` +
        `aside, at level ${share}).`;
    case "refuted":
      return `Softmax attention does not pay: ${pays.against} does as well to within a tenth of its error ` +
        `(decided on ${pays.queries} rows kept aside, at level ${share}).`;
    default:
      return `Whether softmax attention pays is undecided: ${pays.queries} rows kept aside are too few to tell ` +
        `it from ${pays.against} at level ${share}.`;
  }
}

function supportText({ window, coverage, coverageWhereHard }: Diagnosis): string {
  const effective = window.curve[window.index].effective;
  const hard = coverageWhereHard === null
    ? ""
    : `, and ${percentText(coverageWhereHard.measured)} where it is hardest`;
  return `An answer rests on about ${
    numberText(Math.round(effective * 10) / 10)
  } past rows; its interval, made to ` +
    `hold in ${percentText(coverage.promised)} of cases, held in ${
      percentText(coverage.measured)
    } of ` +
    `${coverage.of} rows that were not used to make it${hard}.`;
}

function refusalText({ failSafe, risk, tolerance, confirming, label }: Diagnosis): string {
  const off = label.classes === null
    ? `off by more than ${numberText(tolerance)}`
    : "of the wrong class";
  if (failSafe.limit === -Infinity || risk === null) {
    return `Let no answer stand unchecked: of no share of them could it be shown that at most ` +
      `${percentText(failSafe.risk)} are ${off}.`;
  }
  const given = confirming.filter(({ refused }) => refused === null).length;
  return `It answers ${
    percentText(given / confirming.length)
  } of new cases and refuses the rest; of what it ` +
    `answers at most ${
      percentText(failSafe.risk)
    } should be ${off}, and of ${risk.of} rows that were not used ` +
    `to set this ${percentText(risk.measured)} were.`;
}
