/** ml-matrix, for the claims beside a bundle. */

export * from "ml-matrix";
