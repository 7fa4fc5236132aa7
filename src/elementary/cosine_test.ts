import { assert, assertEquals } from "@std/assert";
import { randomTest, sample } from "../../fixtures/random/random_for_tests.ts";
import { turns } from "./arguments_for_tests.ts";
import { cosineOfTurns } from "./cosine.ts";

/** Bits after the point of the oracle's integers. */
const BITS = 160n;
const ONE = 1n << BITS;

/** arctan(1/n). */
function arctangentOfInverse(n: bigint): bigint {
  let sum = 0n;
  for (let term = ONE / n, k = 0n; term !== 0n; term /= n * n, k++) {
    sum += (k % 2n === 0n ? term : -term) / (2n * k + 1n);
  }
  return sum;
}

/** Machin's formula. */
const PI = 4n * (4n * arctangentOfInverse(5n) - arctangentOfInverse(239n));

/** A multiple of 2^−100 in the oracle's integers. */
const fixed = (x: number) => BigInt(x * 2 ** 100) << (BITS - 100n);
const product = (a: bigint, b: bigint) => (a * b) >> BITS;
const toNumber = (a: bigint) => Number(a) / 2 ** Number(BITS);

/** sin(πy), for a y that is a multiple of 2^−100. What the oracle rounds of the result is below 2^−150. */
function sineOfHalfTurns(y: number): bigint {
  const angle = product(PI, fixed(y));
  const square = product(angle, angle);
  let sum = 0n;
  for (let term = angle, k = 2n; term !== 0n && term !== -1n; k += 2n) {
    sum += term;
    term = -product(term, square) / (k * (k + 1n));
  }
  return sum;
}

/** got − cos(2πu), for a u that is a multiple of 2^−53. */
function error(u: number, got: number): number {
  return toNumber(fixed(got) - sineOfHalfTurns(2 * Math.abs(u - 0.5) - 0.5));
}

/** Proved in cosine.ts. */
const BOUND = 5.8e-16;

/** The worst of 3e7 arguments. */
const WORST = [
  0.5005809343509837,
  0.5000133571876109,
  0.5000269899306202,
  0.5015649295847656,
  0.5020369051504999,
  0.500006727033418,
  0.5051586450143791,
  0.5015676399170026,
  0.5005393691101875,
];

randomTest("cos(2πu) is within 5.8e-16 of the exact value over the whole turn", () => {
  for (const u of [0, 0.125, 0.25, 0.5, 0.75, 1, ...WORST, ...sample(turns, 10_000)]) {
    const off = Math.abs(error(u, cosineOfTurns(u)));
    assert(off <= BOUND, `cos(2π·${u}) is ${off} off`);
  }
});

Deno.test("the worst errors are what they were, and the oracle sees one beyond the bound", () => {
  for (const u of WORST) assert(Math.abs(error(u, cosineOfTurns(u))) > 4.48e-16, `${u}`);
  assert(Math.abs(error(0.2, cosineOfTurns(0.2) + 1e-15)) > BOUND);
});

/** As in cosine.ts. */
const COEFFICIENTS = [
  -5.16771278004997,
  2.55016403987734,
  -0.599264529320343,
  0.08214588659675232,
  -0.007370430719634586,
  0.00046630087411496363,
  -2.1906201655131958e-5,
  7.725743030789876e-7,
].map(fixed);

Deno.test("without any rounding the polynomial makes an error of 2^−55 of the sine at most", () => {
  // Between two of these y, by Markov's inequality, the error changes by less than 1e-19.
  for (let k = 0; k <= 4096; k++) {
    const y = k / 8192;
    const z = fixed(y * y);
    const p = COEFFICIENTS.reduceRight((sum, coefficient) => product(sum, z) + coefficient, 0n);
    const off = toNumber(product(fixed(y), PI + product(z, p)) - sineOfHalfTurns(y));
    assert(Math.abs(off) <= 2 ** -55, `sin(π·${y}) is ${off} off`);
  }
});

randomTest("zeros are exact, ones are within 2^−52, half a turn further changes the sign", () => {
  assertEquals([0.25, 0.75].map(cosineOfTurns), [0, 0]);
  assertEquals(cosineOfTurns(2661 * 2 ** -54), 1 + 2 ** -52);
  for (const u of sample(turns, 1000)) assert(Math.abs(cosineOfTurns(u)) <= 1 + 2 ** -52);
  for (const u of sample(turns, 1000)) {
    const half = Math.floor(u * 2 ** 52) / 2 ** 53;
    const [here, opposite] = [cosineOfTurns(half), cosineOfTurns(half + 0.5)];
    assert(Math.abs(here + opposite) <= 2 * BOUND);
  }
});
