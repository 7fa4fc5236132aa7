import { answersRemembered } from "../fixtures/mutants/answers_remembered.ts";
import { inputsWrittenOver } from "../fixtures/mutants/inputs_written_over.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { awkwardPrompt, drawFrequencies, type PureCall, pureMargins } from "../src/measurement.ts";
import {
  counts,
  drawRegressionBatch,
  FEATURE_KINDS,
  fromFlat,
  type RandomStream,
  randomStream,
  seeds,
  specs,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** n numbers between 0 and 1. */
const uniforms = (n: number, stream: RandomStream) =>
  Float64Array.from({ length: n }, () => stream.uniform());

/** Two questions of each kind, of one size: what one leaves behind the other would find. */
export const claim = universalClaim({
  id: "M3.others",
  slug: "other_models_forget_what_they_were_asked",
  statement:
    "linear, ReLU, streamed, top-k and sink attention, random features, posterior means, the ICL gradient and the choice of a window are functions, and write to nothing that they were given or gave",
  source: "their definitions: each is an expression in its arguments",
  regime: "any points, labels and parameters",
  kind: "ID",
  expected: "verified",
  needs: [
    "predictLinear",
    "predictRelu",
    "streamSoftmax",
    "weighTopK",
    "weighWithSink",
    "kernelFeatures",
    "posteriorMean",
    "iclGradient",
    "chooseWindow",
  ],
  mutants: [answersRemembered, inputsWrittenOver],
  generator: specs({
    contextLength: counts(1, 9),
    dimension: counts(2, 5),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ contextLength: n, dimension: d, seed }, subject) {
    const stream = randomStream(seed, "M3.others");
    const normals = (length: number) => Float64Array.from({ length }, () => stream.normal());
    const [entries, tasks] = [normals(d * d), fromFlat(normals(3 * d), 3, d)];
    const [M, frequencies] = [fromFlat(entries, d, d), drawFrequencies(5, d, stream)];
    const law = { functionClass: "relu", lipschitz: 1, noise: 1 } as const;
    const laws = { ...law, contextLength: n, dimension: d };
    const sizes = { contextLength: n, dimension: d, copies: 2, labelSize: 1 };
    const questions = ["one", "another"].flatMap((which): PureCall[] => {
      const [prompt, scores] = [awkwardPrompt(sizes, stream), normals(n)];
      const { labels, query } = prompt;
      const chunks = [0, 1].map((k) => {
        const [from, to] = [[0, n >> 1], [n >> 1, n]][k];
        return { scores: scores.slice(from, to), labels: labels.slice(from, to) };
      });
      const batch = drawRegressionBatch(laws, 2, stream);
      const curves = {
        grid: normals(7).sort(),
        bias: uniforms(7, stream),
        variance: uniforms(7, stream),
      };
      const call = (name: string, inputs: unknown, answer: () => unknown): PureCall => (
        { name: `${which}'s ${name}`, inputs, answer }
      );
      return [
        call("linear prediction", [prompt, M], () => subject.predictLinear(prompt, M)),
        call("ReLU prediction", [prompt, M], () => subject.predictRelu(prompt, M)),
        call("stream", chunks, () => subject.streamSoftmax(chunks)),
        call("two largest", scores, () => subject.weighTopK(scores, 2)),
        call("sink", scores, () => subject.weighWithSink(scores, 1)),
        ...FEATURE_KINDS.map((kind) =>
          call(
            `${kind} features`,
            [query, frequencies],
            () => subject.kernelFeatures(query, { frequencies, kind }),
          )
        ),
        call("ridge", prompt, () => subject.posteriorMean(prompt, { noise: 1 })),
        call(
          "posterior mean",
          [prompt, tasks],
          () => subject.posteriorMean(prompt, { noise: 1, tasks }),
        ),
        call("ICL gradient", [batch, entries], () => subject.iclGradient(batch, entries)),
        call("window", curves, () => subject.chooseWindow(curves, law)),
      ];
    });
    return worstMargin(pureMargins(questions));
  },
});

testClaim(claim);
