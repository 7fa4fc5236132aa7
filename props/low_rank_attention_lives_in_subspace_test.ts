import { distanceForInnerProduct } from "../fixtures/mutants/distance_for_inner_product.ts";
import { linearForSoftmax } from "../fixtures/mutants/linear_for_softmax.ts";
import { offDiagonalIgnored } from "../fixtures/mutants/off_diagonal_ignored.ts";
import { queryInSum } from "../fixtures/mutants/query_in_sum.ts";
import { residualScores } from "../fixtures/mutants/residual_scores.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { randomSubspace, subspaceParameters } from "../src/measurement.ts";
import {
  counts,
  createPrompt,
  dot,
  eitherSign,
  identityMargin,
  logUniform,
  multiplyVector,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalLaw,
  worstMargin,
} from "../src/mod.ts";

/** Points Bu + B_⊥v, their labels, and the query's two parts. */
interface Parts {
  readonly u: number[][];
  readonly v: number[][];
  readonly labels: number[];
  readonly query: { readonly u: number[]; readonly v: number[] };
  readonly c: number;
}

/** Σ y_i e^{c⟨u_i, u_q⟩} / Σ e^{c⟨u_i, u_q⟩}, written out: shares no code with the model. */
function attentionInside({ u, labels, query, c }: Omit<Parts, "v">): number {
  const scores = u.map((ui) => c * ui.reduce((sum, value, j) => sum + value * query.u[j], 0));
  const largest = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - largest));
  const total = raised.reduce((sum, value) => sum + value, 0);
  return raised.reduce((sum, value, i) => sum + value * labels[i], 0) / total;
}

const rival = (name: string, law: (parts: Parts) => number) => ({
  name,
  description: `${name} for attention on Bᵀx`,
  law: () => law,
});

/**
 * With x = Bu + B_⊥v and M = cBBᵀ + c_⊥B_⊥B_⊥ᵀ, x_iᵀMx_q = c·u_iᵀu_q + c_⊥·v_iᵀv_q. At c_⊥ = 0 no v is seen, and
 * (c_⊥, v_q) → (−c_⊥, −v_q) leaves all scores as they are.
 */
export const claim = universalLaw({
  id: "B11",
  slug: "low_rank_attention_lives_in_subspace",
  statement:
    "M = cBBᵀ does not see B_⊥ and is attention on Bᵀx; a B_⊥ coefficient and its negative mirror each other",
  formula: String.raw`M=cBB^\top\;\Rightarrow\;x_i^\top Mx_q=c\,(B^\top x_i)^\top(B^\top x_q)`,
  source: "arXiv 2402.11639, section 4",
  regime: "any points x = Bu + B_⊥v, any labels",
  symbols: { rest: "d − k", scale: "c", across: "c_⊥" },
  kind: "ID",
  expected: "verified",
  needs: ["predict"],
  mutants: [
    offDiagonalIgnored,
    residualScores,
    distanceForInnerProduct,
    queryInSum,
    linearForSoftmax,
  ],
  law: () => attentionInside,
  rivals: [
    rival("scores 1 % larger", (parts) => attentionInside({ ...parts, c: 1.01 * parts.c })),
    rival("c² for c", (parts) => attentionInside({ ...parts, c: parts.c ** 2 })),
    rival(
      "c/k for c",
      (parts) => attentionInside({ ...parts, c: parts.c / (parts.u[0].length + 1) }),
    ),
    rival("the other sign", (parts) => attentionInside({ ...parts, c: -parts.c })),
    rival("the mean label", (parts) => attentionInside({ ...parts, c: 0 })),
    rival("B_⊥ seen as well", ({ u, v, query, ...rest }) =>
      attentionInside({
        ...rest,
        u: u.map((ui, i) => [...ui, ...v[i]]),
        query: { u: [...query.u, ...query.v], v: [] },
      })),
  ],
  bounds: {
    scale: { from: -30, to: 30 },
    across: { from: -30, to: 30 },
  },
  generator: specs({
    n: counts(2, 17),
    k: counts(1, 3),
    rest: counts(1, 4),
    scale: eitherSign(logUniform(0.1, 30)),
    across: eitherSign(logUniform(0.1, 30)),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  measure({ n, k, rest, scale, across, seed }, { predict }) {
    const stream = randomStream(seed, "B11");
    const subspace = randomSubspace(k + rest, k, stream);
    const { inside, outside } = subspace;
    const vector = (length: number) => Array.from({ length }, () => stream.normal());
    const points = (length: number) => Array.from({ length: n }, () => vector(length));
    const u = points(k);
    const [v, otherV] = [points(rest), points(rest)];
    const labels = vector(n);
    const [uq, vq, otherVq] = [vector(k), vector(rest), vector(rest)];
    const join = (a: number[], b: number[]) => {
      const rest = multiplyVector(outside, b);
      return multiplyVector(inside, a).map((value, j) => value + rest[j]);
    };
    const at = (
      off: { points: number[][]; query: number[] },
      coefficients: { scale: number; across?: number },
    ) =>
      predict(
        createPrompt({
          covariates: u.map((ui, i) => join(ui, off.points[i])),
          labels,
          query: join(uq, off.query),
        }),
        subspaceParameters(subspace, coefficients),
      );
    const opposite = vq.map((value) => -value);
    // Scores carry their own rounding, which weights inherit in proportion.
    const sizes = [...u.map((ui) => scale * dot(ui, uq)), ...v.map((vi) => across * dot(vi, vq))];
    return {
      parts: { u, v, labels, query: { u: uq, v: vq }, c: scale },
      size: Math.max(...sizes.map(Math.abs)) * Math.max(...labels.map(Math.abs)),
      prediction: at({ points: v, query: vq }, { scale }),
      elsewhere: at({ points: otherV, query: otherVq }, { scale }),
      across: at({ points: v, query: vq }, { scale, across }),
      mirrored: at({ points: v, query: opposite }, { scale, across: -across }),
    };
  },
  margin({ parts, size, prediction, elsewhere, across, mirrored }, law, spec) {
    const rule = { tolerance: TOLERANCE.identity, scale: size };
    const wanted = law(spec)(parts);
    return worstMargin(
      identityMargin("prediction", prediction, wanted, rule),
      identityMargin("prediction, other B_⊥ part", elsewhere, wanted, rule),
      identityMargin("prediction at −c_⊥ and −v_q", mirrored, across, rule),
    );
  },
});

testClaim(claim);
