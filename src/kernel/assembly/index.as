/** What the module exports. */

export { expInPlace } from "./exp";
export { logInPlace } from "./log";
export { cosineOfTurnsInPlace } from "./cosine";
export { innerProducts, normals, signs, uniforms } from "./draws";
export { iclGradient, iclScratch } from "./icl";
export { images } from "./images";
export { nearestLoss } from "./nearest";
export { profiles } from "./profiles";
export { projections } from "./projections";
export { spherePoints } from "./sphere";
export { sweep } from "./sweep";
