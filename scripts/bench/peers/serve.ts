/** What a peer in JavaScript does but its step: reads the file, says hello, answers milliseconds with readings. */

import { contestant } from "../rounds.ts";
import { TextLineStream } from "../text_line_stream.ts";

/** The step's data in single precision, which is all that these libraries have. */
export interface SingleStep {
  readonly prompts: number;
  readonly n: number;
  readonly d: number;
  readonly covariates: Float32Array<ArrayBuffer>;
  readonly labels: Float32Array<ArrayBuffer>;
  readonly queries: Float32Array<ArrayBuffer>;
  readonly targets: Float32Array<ArrayBuffer>;
  readonly parameters: Float32Array<ArrayBuffer>;
}

/** Arguments: FORM FILE PROMPTS CONTEXT DIMENSION. */
export function readStep(): SingleStep & { readonly form: string } {
  const [form, path, ...sizes] = Deno.args;
  const [prompts, n, d] = sizes.map(Number);
  const values = new Float64Array(Deno.readFileSync(path).buffer);
  let from = 0;
  const take = (count: number) => Float32Array.from(values.subarray(from, from += count));
  return {
    ...{ form, prompts, n, d },
    covariates: take(prompts * n * d),
    labels: take(prompts * n),
    queries: take(prompts * d),
    targets: take(prompts),
    parameters: take(d * d),
  };
}

/** Runs the step, which gives the gradient's d·d entries, whenever asked. */
export async function serveStep(version: string, step: () => ArrayLike<number>): Promise<void> {
  console.log(JSON.stringify({ version, gradient: Array.from(step()) }));
  const run = contestant(step);
  const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream());
  for await (const line of lines) console.log(JSON.stringify(await run(Number(line))));
}
