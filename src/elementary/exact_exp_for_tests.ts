/** e^x in integer arithmetic, to 200 bits: what the kernel's exponential is held to. */

/** Bits after the point of every fixed-point number here. */
const BITS = 200n;
const ONE = 1n << BITS;
const LN2 = naturalLogOfTwo();

/** A finite float64 as mantissa · 2^exponent, exactly. */
function exactly(x: number): { mantissa: bigint; exponent: bigint } {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  const all = bits.getBigUint64(0);
  const biased = (all >> 52n) & 0x7ffn;
  const fraction = all & ((1n << 52n) - 1n);
  const mantissa = biased === 0n ? fraction : fraction | (1n << 52n);
  const exponent = (biased === 0n ? 1n : biased) - 1075n;
  return { mantissa: all >> 63n ? -mantissa : mantissa, exponent };
}

/** a · 2^n, rounded down. */
function shift(a: bigint, n: bigint): bigint {
  return n >= 0n ? a << n : a >> -n;
}

/** ln 2 = 2 artanh(1/3) = Σ 2/((2k+1)·3^{2k+1}). */
function naturalLogOfTwo(): bigint {
  let sum = 0n;
  for (let power = 3n, k = 1n; power < ONE; power *= 9n, k += 2n) sum += (2n * ONE) / (power * k);
  return sum;
}

/** e^x = fraction · 2^{k − 200}, for finite x. */
function exactExp(x: number): { fraction: bigint; k: bigint } {
  const { mantissa, exponent } = exactly(x);
  const fixed = shift(mantissa, exponent + BITS);
  const k = fixed / LN2;
  const r = fixed - k * LN2;
  let fraction = 0n;
  for (let term = ONE, i = 1n; term !== 0n; i++) {
    fraction += term;
    term = (term * r) / (i << BITS);
  }
  return { fraction, k };
}

/**
 * How far `got` is from e^x, in units of the last place of e^x; 2^−1074 where that is subnormal.
 *
 * ∞ stands for 2^1024: it is right for all that rounds to it, and where e^x is larger still.
 */
export function ulpsFromExp(x: number, got: number): number {
  const { fraction, k } = exactExp(x);
  // e^x lies in [2^top, 2^{top+1}).
  const top = BigInt(fraction.toString(2).length) - 1n - BITS + k;
  if (top >= 1024n && got === Infinity) return 0;
  const last = top - 52n < -1074n ? -1074n : top - 52n;
  const value = got === Infinity ? { mantissa: 1n, exponent: 1024n } : exactly(got);
  // In units of 2^{last − 64}.
  const difference = shift(value.mantissa, value.exponent - last + 64n) -
    shift(fraction, k - BITS - last + 64n);
  return Math.abs(Number(difference)) / 2 ** 64;
}

/** How far `got` is from ln x, for x > 0, in units of the last place of `got`: by e^got over x. */
export function ulpsFromLog(x: number, got: number): number {
  const { mantissa, exponent } = exactly(x);
  const { fraction, k } = exactExp(got);
  // In units of 2^−120 of x.
  const whole = mantissa << 120n;
  const difference = shift(fraction, k - BITS - exponent + 120n) - whole;
  const off = Math.abs(Number(difference)) / Number(whole);
  return got === 0 ? off : off / 2 ** (Math.floor(Math.log2(Math.abs(got))) - 52);
}
