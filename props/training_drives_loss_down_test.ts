import { maskFrozen } from "../fixtures/mutants/mask_frozen.ts";
import { trainingNeverMoves } from "../fixtures/mutants/training_never_moves.ts";
import { trainingStopsHalfway } from "../fixtures/mutants/training_stops_halfway.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { trainedStates } from "../src/measurement.ts";
import {
  counts,
  type Law,
  oneOf,
  type Rival,
  rivalsOf,
  specs,
  statisticalLaw,
  uniformSteps,
} from "../src/mod.ts";

/** The largest N. */
const LONGEST = 24;
/** The margin on the logarithm of a fall. */
const WITHIN = 0.08;
/** t/d at the end of either stretch; each begins at a quarter of that. */
const ENDS: Readonly<Record<string, number>> = { early: 25_600, late: 102_400 };

type Setting =
  & { readonly stretch: string }
  & Record<"dimension" | "position" | "excess", number>;

/** The least N that the theorem's condition allows in d dimensions. */
function shortest(dimension: number): number {
  return Math.ceil(Math.sqrt(dimension) * Math.log(dimension));
}

/** N at this position in [0, 1] between the least and the largest, each N as wide as the others. */
function lengthAt({ dimension, position }: Pick<Setting, "dimension" | "position">): number {
  const least = shortest(dimension);
  return Math.min(LONGEST, least + Math.floor(position * (LONGEST - least + 1)));
}

/** σ by the two known terms of the theorem's condition, and this much above. */
function sigmaOf({ dimension, excess }: Setting, contextLength: number): number {
  const least = Math.max(
    Math.log(contextLength * dimension),
    -Math.log(1 - Math.pow(contextLength * Math.sqrt(dimension), -1 / dimension)),
  );
  return 2 * least + excess;
}

type LossByTime = Law<{ readonly time: number }>;

/** What a law of the loss leaves over one stretch. */
const fallOf = (loss: LossByTime) => ({ stretch, dimension }: Setting) => {
  const time = ENDS[stretch] * dimension;
  return loss({ time }) / loss({ time: time / 4 });
};

const cubeRoot: LossByTime = ({ time }) => time ** (-1 / 3);

const wrong = (name: string, description: string, loss: LossByTime): Rival<Setting, number> => ({
  name,
  description,
  law: fallOf(loss),
});

/**
 * The theorem's bound poly(N,d)/log t has no constants; a loss that follows A11's t^{−1/3} over either stretch
 * keeps falling, and much faster. Of the condition on σ the two terms that are known are met; the third,
 * C_d(1 − 1/2N), has an unknown constant.
 */
export const claim = statisticalLaw({
  id: "A10",
  slug: "training_drives_loss_down",
  statement:
    "gradient descent drives the loss down all the way, although the loss is not convex: by t^{−1/3}, stretch after stretch",
  formula: String.raw`\frac{L(4t)}{L(t)}=4^{-1/3}`,
  source: "arXiv 2411.10830, convergence theorem; its rate is A11.time",
  regime:
    "N from √d·log d at position 0 to 24 at 1; σ from 2·max{log(Nd), −log(1−(N√d)^{−1/d})} on; η/d = 50, or 100 from N = 6 on; t/d from 6400 to 25 600 early, and on to 102 400 late",
  symbols: { position: "position of N", excess: "σ above its least" },
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainNearest"],
  mutants: [trainingStopsHalfway, maskFrozen, trainingNeverMoves],
  law: fallOf(cubeRoot),
  rivals: [
    ...rivalsOf(cubeRoot, {
      over: { time: { from: 1.9e4, to: 8.2e5 } },
      within: WITHIN,
      exponents: ["time"],
    }).filter(({ name }) => name.startsWith("time"))
      .map(({ name, description, law }) => wrong(name, description, law)),
    wrong("constant", "the loss has stopped falling", () => 1),
    wrong("1/log t", "as the theorem's bound", ({ time }) => 1 / Math.log(time)),
    wrong("1/√t", "by t^{−1/2}", ({ time }) => time ** -0.5),
    wrong("1/t", "by t^{−1}", ({ time }) => 1 / time),
    wrong("floor", "a tenth of the first loss stays", ({ time }) => cubeRoot({ time }) + 0.004),
  ],
  effectName: "log of what is left of the loss after four times the time, over 4^{−1/3}",
  bound: 2 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.025,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: [3, 8].flatMap((dimension) =>
    [0, 1].flatMap((position) =>
      Object.keys(ENDS).map((stretch, k) => ({
        name: `d = ${dimension}, ${position === 0 ? "least N" : "N = 24"}, ${stretch}`,
        setting: { dimension, position, stretch, excess: (position + k) % 2 === 0 ? 0 : 6 },
      }))
    )
  ),
  generator: specs<Setting>({
    stretch: oneOf(...Object.keys(ENDS)),
    dimension: counts(3, 8),
    position: uniformSteps(0, 1),
    excess: uniformSteps(0, 6),
  }),
  measure(setting: Setting, seed, { pretrainNearest }) {
    const { dimension, stretch } = setting;
    const contextLength = lengthAt(setting);
    const sigma = sigmaOf(setting, contextLength);
    // Few points make large first steps.
    const pace = contextLength < 6 ? 50 : 100;
    const steps = ENDS[stretch] / pace;
    const length = { learningRate: pace * dimension, steps, batch: 8, record: [steps / 4] };
    const shape = { contextLength, dimension, sigma };
    return trainedStates({ ...shape, ...length }, [seed, "A10"], pretrainNearest);
  },
  // A run that diverged, or never left the start, has not driven the loss down.
  effect: (states, law, setting) =>
    states === undefined ? 1 : Math.log(states[1].loss / states[0].loss / law(setting)),
});

testClaim(claim);
