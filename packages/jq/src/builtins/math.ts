// Numeric builtins. All take numbers and raise jq's "number required" otherwise.
import type { Json } from "../json.ts";
import { negate } from "../value/arithmetic.ts";
import { raiseAbout } from "../value/describe.ts";
import { kindOf } from "../value/kinds.ts";
import { compare } from "../value/order.ts";
import type { Native, NativeTable } from "./native.ts";
import { besselJ, besselY, erf, erfc, gamma, logGamma } from "./special-functions.ts";

function numberOf(value: Json): number {
  return typeof value === "number" ? value : raiseAbout(value, "number required");
}

function of1(compute: (x: number) => number): Native {
  return (_run, input) => compute(numberOf(input));
}

function of2(compute: (x: number, y: number) => number): Native {
  return (_run, _input, x, y) => {
    const first = numberOf(x);
    return compute(first, numberOf(y));
  };
}

function round(x: number): number {
  return Math.abs(x) >= 2 ** 52 ? x : Math.sign(x) * Math.floor(Math.abs(x) + 0.5);
}

/** Returns 0 with the sign of x. */
function zeroLike(x: number): number {
  return x < 0 || Object.is(x, -0) ? -0 : 0;
}

function roundEven(x: number): number {
  if (Math.abs(x) >= 2 ** 52) return x;
  const floor = Math.floor(x);
  const part = x - floor;
  const result = part > 0.5 || (part === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
  return result === 0 ? zeroLike(x) : result;
}

/** Returns [mantissa in ±[0.5, 1), exponent]. */
function frexp(x: number): readonly [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  const isTiny = Math.abs(x) < 2 ** -1022;
  const scaled = isTiny ? x * 2 ** 54 : x;
  let exponent = Math.floor(Math.log2(Math.abs(scaled))) + 1;
  let mantissa = Math.abs(scaled) / 2 ** (exponent - 1) / 2;
  if (mantissa >= 1) {
    mantissa /= 2;
    exponent += 1;
  } else if (mantissa < 0.5) {
    mantissa *= 2;
    exponent -= 1;
  }
  return [Math.sign(x) * mantissa, isTiny ? exponent - 54 : exponent];
}

function ldexp(x: number, exponent: number): number {
  const by = Math.max(-2200, Math.min(2200, Math.trunc(exponent)));
  const half = Math.trunc(by / 2);
  return x * 2 ** half * 2 ** (by - half);
}

function logb(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  return Number.isFinite(x) ? frexp(x)[1] - 1 : Math.abs(x);
}

function remainderNearest(x: number, y: number): number {
  if (!Number.isFinite(x) || Number.isNaN(y) || y === 0) return Number.NaN;
  if (!Number.isFinite(y)) return x;
  const rest = x % y;
  const size = Math.abs(y);
  const isOdd = Math.trunc(x / y) % 2 !== 0;
  const twice = 2 * Math.abs(rest);
  if (twice > size || (twice === size && isOdd)) return rest - Math.sign(rest) * size;
  return rest === 0 ? zeroLike(x) : rest;
}

function nextAfter(x: number, to: number): number {
  if (Number.isNaN(x) || Number.isNaN(to)) return Number.NaN;
  if (x === to) return to;
  if (x === 0) return to > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE;
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  bits.setBigInt64(0, bits.getBigInt64(0) + (x < to === x > 0 ? 1n : -1n));
  return bits.getFloat64(0);
}

function minimum(x: number, y: number): number {
  if (Number.isNaN(x)) return y;
  return Number.isNaN(y) ? x : Math.min(x, y);
}

function maximum(x: number, y: number): number {
  if (Number.isNaN(x)) return y;
  return Number.isNaN(y) ? x : Math.max(x, y);
}

function power(x: number, y: number): number {
  // C's pow: 1 to any power and anything to the power 0 are 1, also for NaN; (-1) to an infinite power is 1.
  if (x === 1 || y === 0) return 1;
  return x === -1 && !Number.isFinite(y) && !Number.isNaN(y) ? 1 : x ** y;
}

/** Numeric builtins by `name/arity`. */
export const MATH: NativeTable = {
  "floor/0": of1(Math.floor),
  "ceil/0": of1(Math.ceil),
  "round/0": of1(round),
  "trunc/0": of1(Math.trunc),
  "rint/0": of1(roundEven),
  "nearbyint/0": of1(roundEven),
  "sqrt/0": of1(Math.sqrt),
  "cbrt/0": of1(Math.cbrt),
  "fabs/0": of1(Math.abs),
  "exp/0": of1(Math.exp),
  "exp2/0": of1((x) => 2 ** x),
  "exp10/0": of1((x) => 10 ** x),
  "pow10/0": of1((x) => 10 ** x),
  "expm1/0": of1(Math.expm1),
  "log/0": of1(Math.log),
  "log2/0": of1(Math.log2),
  "log10/0": of1(Math.log10),
  "log1p/0": of1(Math.log1p),
  "logb/0": of1(logb),
  "significand/0": of1((x) => (x === 0 || !Number.isFinite(x) ? x : frexp(x)[0] * 2)),
  "sin/0": of1(Math.sin),
  "cos/0": of1(Math.cos),
  "tan/0": of1(Math.tan),
  "asin/0": of1(Math.asin),
  "acos/0": of1(Math.acos),
  "atan/0": of1(Math.atan),
  "sinh/0": of1(Math.sinh),
  "cosh/0": of1(Math.cosh),
  "tanh/0": of1(Math.tanh),
  "asinh/0": of1(Math.asinh),
  "acosh/0": of1(Math.acosh),
  "atanh/0": of1(Math.atanh),
  "gamma/0": of1(logGamma),
  "lgamma/0": of1(logGamma),
  "lgamma_r/0": (_run, input) => {
    const x = numberOf(input);
    return [logGamma(x), gamma(x) < 0 || Object.is(x, -0) ? -1 : 1];
  },
  "tgamma/0": of1(gamma),
  "erf/0": of1(erf),
  "erfc/0": of1(erfc),
  "j0/0": of1((x) => besselJ(0, x)),
  "j1/0": of1((x) => besselJ(1, x)),
  "y0/0": of1((x) => besselY(0, x)),
  "y1/0": of1((x) => besselY(1, x)),
  "jn/2": of2((n, x) => besselJ(n, x)),
  "yn/2": of2((n, x) => besselY(n, x)),
  "frexp/0": (_run, input) => [...frexp(numberOf(input))],
  "modf/0": (_run, input) => {
    const x = numberOf(input);
    const whole = Math.trunc(x);
    return [Number.isFinite(x) ? Math.sign(x) * Math.abs(x - whole) : zeroLike(x), whole];
  },
  "pow/2": of2(power),
  "atan2/2": of2(Math.atan2),
  "fmod/2": of2((x, y) => x % y),
  "remainder/2": of2(remainderNearest),
  "drem/2": of2(remainderNearest),
  "ldexp/2": of2(ldexp),
  "scalb/2": of2((x, y) => (Number.isFinite(y) ? ldexp(x, y) : x * 2 ** y)),
  "scalbln/2": of2(ldexp),
  "hypot/2": of2(Math.hypot),
  "copysign/2": of2((x, y) => (y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x))),
  "fdim/2": of2((x, y) => (x > y ? x - y : x <= y ? 0 : Number.NaN)),
  "fmin/2": of2(minimum),
  "fmax/2": of2(maximum),
  "nextafter/2": of2(nextAfter),
  "nexttoward/2": of2(nextAfter),
  "fma/3": (_run, _input, x, y, z) => {
    const first = numberOf(x);
    const second = numberOf(y);
    return first * second + numberOf(z);
  },
  "infinite/0": () => Number.POSITIVE_INFINITY,
  "nan/0": () => Number.NaN,
  "isinfinite/0": (_run, input) => typeof input === "number" && Math.abs(input) === Number.POSITIVE_INFINITY,
  "isnan/0": (_run, input) => Number.isNaN(input),
  "isnormal/0": (_run, input) => {
    const size = typeof input === "number" ? Math.abs(input) : 0;
    return size >= 2 ** -1022 && size < Number.POSITIVE_INFINITY;
  },
  "isfinite/0": (_run, input) => kindOf(input) === "number" && Math.abs(input as number) !== Number.POSITIVE_INFINITY,
  // As in jq, what is not less than 0 comes back as it is, whatever its kind.
  "abs/0": (_run, input) => (compare(input, 0) < 0 ? negate(input) : input),
};
