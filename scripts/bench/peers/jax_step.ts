/** One step in jax-js by its own differentiation, compiled, in single precision; forms are its devices. */

import { readStep, serveStep } from "./serve.ts";

// Computed, so that the tree's own checks and lock file know nothing of it.
const VERSION = "0.1.25";
const { init, defaultDevice, numpy: np, nn, grad, jit } = await import(
  `npm:@jax-js/jax@${VERSION}`
);

const { form, prompts, n, d, covariates, labels, queries, targets, parameters } = readStep();
const devices: string[] = await init();
if (!devices.includes(form)) throw new Error(`jax-js has no device ${form}, only ${devices}`);
defaultDevice(form);

const array = (values: Float32Array, shape: number[]) => np.array(values).reshape(shape);
const X = array(covariates, [prompts, n, d]);
const y = array(labels, [prompts, n]);
const Q = array(queries, [prompts, d]);
const target = array(targets, [prompts]);
const M = array(parameters, [d, d]);

// Arrays are spent by their use, unless a reference is kept.
// deno-lint-ignore no-explicit-any
const loss = (M: any, X: any, y: any, Q: any, target: any) => {
  const projected = np.matmul(Q, np.transpose(M)).reshape([prompts, d, 1]);
  const weights = nn.softmax(np.matmul(X, projected).reshape([prompts, n]), -1);
  const error = np.sum(weights.mul(y), 1).sub(target);
  return np.sum(error.ref.mul(error)).mul(0.5 / prompts);
};
const gradient = jit(grad(loss));

await serveStep(
  `jax-js ${VERSION}, ${form}, single precision`,
  () => gradient(M.ref, X.ref, y.ref, Q.ref, target.ref).dataSync(),
);
