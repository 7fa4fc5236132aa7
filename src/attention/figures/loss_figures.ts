/** Figures on what paper B's attention loses: against n, under transfer, and off the subspace (claims B9 to B13). */

import { averagedCurves } from "../../measurement/averaged_curves.ts";
import { geometricGrid, windowOnGrid } from "../../measurement/best_inverse_temperature.ts";
import { leakDuringPretraining } from "../../measurement/training_series.ts";
import { attentionProfiles, errorByContext } from "../../measurement/window_series.ts";
import { bestLinearLoss } from "../../measurement/linear_floor.ts";
import { randomStream } from "../../prng.ts";
import { LOW_RANK_CLASSES, randomSubspace } from "../../tasks/low_rank.ts";
import {
  exactPoint,
  type FigureEffort,
  measured,
  medianPoint,
  replicate,
  theory,
} from "../../report/figures/points.ts";
import type { Figure } from "../../report/figures/schema.ts";

/** Error against n for softmax and linear attention, with the floor of the latter. */
export function lossByContext(effort: FigureEffort): Figure {
  const law = { lipschitz: 1, noise: 0.3, dimension: 3 };
  const lengths = [5, 10, 20, 50, 100, 200, 500, 1000];
  const rows = replicate(
    effort,
    "loss by context",
    (stream) => errorByContext(law, lengths, stream),
  );
  const linear = (contextLength: number) =>
    bestLinearLoss({ functionClass: "affine", ...law, contextLength });
  return {
    id: "loss_by_context",
    title: "Softmax attention learns from more context, linear attention meets a floor",
    claims: ["B10", "B10.loss", "B13"],
    caption:
      "Mean squared error of softmax attention at its best window and of linear attention at its best M, " +
      "affine tasks, d = 3, L = 1, σ = 0.3. No linear attention gets below the mean square of the even part, L²/3.",
    x: { label: "context length n", scale: "log" },
    y: { label: "loss", scale: "log" },
    series: [
      measured("softmax attention", {
        at: lengths,
        rows: rows.map((row) => row.map(({ softmax }) => softmax)),
      }),
      {
        name: "linear attention",
        kind: "curve",
        points: lengths.map((n) => exactPoint(n, linear(n).loss)),
      },
      theory("floor of linear attention", lengths, (n) => linear(n).floor),
    ],
    rules: [],
  };
}

/** Loss at L' with the window of L = 1, over the least loss at L'. */
export function transferRatio(effort: FigureEffort): Figure {
  const tested = [0.1, 0.2, 0.3, 0.6, 1, 1.7, 3, 5, 10];
  const [noise, contextLength] = [0.3, 200];
  const grid = geometricGrid(0.1, 400, 120);
  return {
    id: "transfer_ratio",
    title: "A window serves the steepness that it was learned for",
    claims: ["B9", "B9.mismatched", "B9.matched"],
    caption:
      "Loss on functions of steepness L′ with the window learned at L = 1, over the least loss there: " +
      "1 is a perfect fit. Affine and ReLU tasks, d = 3, n = 200, σ = 0.3.",
    x: { label: "steepness L′ that is tested", scale: "log" },
    y: { label: "loss over the least loss", scale: "log" },
    series: (["affine", "relu"] as const).map((functionClass) => {
      const rows = replicate(effort, `transfer of ${functionClass}`, (stream) => {
        const options = { functionClass, contextLength, dimension: 3, prompts: 15, directions: 4 };
        const { bias, variance } = averagedCurves(options, grid, stream);
        const loss = (lipschitz: number, g: number) =>
          lipschitz ** 2 * bias[g] + noise ** 2 * variance[g];
        const learned = grid.indexOf(
          windowOnGrid({ grid, bias, variance }, { lipschitz: 1, noise }),
        );
        return tested.map((lipschitz) => {
          const least = Math.min(...Array.from(grid, (_, g) => loss(lipschitz, g)));
          return loss(lipschitz, learned) / least;
        });
      });
      const name = functionClass === "affine" ? "affine functions" : "ReLU functions";
      return measured(name, { at: tested, rows });
    }),
    rules: [{ at: 1, label: "L′ = L" }],
  };
}

/** ρ(M, B) after each step of pretraining on functions of two of four directions. */
export function subspaceLeak(effort: FigureEffort): Figure {
  const run = { steps: 100, batch: 20, learningRate: 80 };
  const steps = Array.from({ length: run.steps / 4 }, (_, i) => 4 * i + 3);
  return {
    id: "subspace_leak",
    title: "Pretraining finds the directions that matter",
    claims: ["B11", "B11.training", "B13"],
    caption:
      "ρ(M, B) = ‖B⊥ᵀMB⊥‖/‖BᵀMB‖ during pretraining on functions of 2 of 4 directions, n = 8, σ = 0.1: " +
      "1 knows nothing of the subspace, 0 ignores all outside it.",
    x: { label: "step", scale: "linear" },
    y: { label: "ρ(M, B)", scale: "log" },
    series: LOW_RANK_CLASSES.map((functionClass) => {
      const runs = replicate(effort, `leak of ${functionClass}`, (stream) => {
        const subspace = randomSubspace(4, 2, stream);
        const law = { functionClass, lipschitz: 2, noise: 0.1, contextLength: 8, subspace };
        return leakDuringPretraining(law, run, stream);
      });
      return {
        name: functionClass,
        kind: "measured",
        points: steps.map((step) => medianPoint(step + 1, runs.map((path) => path[step]))),
      };
    }),
    rules: [],
  };
}

/** Softmax weights on one context for three steepnesses, beside linear attention's. */
export function attentionByInnerProduct({ seed }: FigureEffort): Figure {
  const law = { noise: 1, contextLength: 40, dimension: 3 };
  const profiles = attentionProfiles(law, [1, 3, 10], randomStream(seed, "figures", "profiles"));
  const [{ innerProducts, linear }] = profiles;
  const curve = (name: string, weights: Float64Array) => ({
    name,
    kind: "curve" as const,
    points: Array.from(innerProducts, (s, i) => exactPoint(s, weights[i])),
  });
  return {
    id: "attention_by_inner_product",
    title: "Attention narrows with steepness; linear attention has no window",
    claims: ["B13", "B3"],
    caption:
      "Weights on one context of 40 points against the inner product with the query, at the window chosen " +
      "for each L (affine tasks, σ = 1, d = 3). Linear attention weighs far points negatively.",
    x: { label: "inner product with the query", scale: "linear" },
    y: { label: "attention weight", scale: "linear" },
    series: [
      ...profiles.map(({ lipschitz, softmax }) => curve(`softmax, L = ${lipschitz}`, softmax)),
      curve("linear, L = 1", linear),
    ],
    rules: [],
  };
}
