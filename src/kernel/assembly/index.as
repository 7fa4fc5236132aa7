/** What the module exports. */

export { expInPlace } from "./exp";
export { iclGradient, iclScratch } from "./icl";
export { nearestLoss } from "./nearest";
export { sweep } from "./sweep";
