/** fast-check, for the claims beside a bundle. */

export * from "fast-check";
export { default } from "fast-check";
