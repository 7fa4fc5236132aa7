/** What peers are called in tables, and the one whose speed the step's bound is held against. */

/** Peers' names in tables. */
export const PEER = {
  c: "C, gcc -O3 -march=native -ffast-math",
  byHand: "PyTorch by hand",
  autograd: "PyTorch autograd",
  training: "PyTorch by hand",
} as const;

/** Times autograd's speed that the kernel is to have. */
export const AUTOGRAD_WANTED = 10;
