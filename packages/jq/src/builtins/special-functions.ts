// Gamma, error and Bessel functions, which JavaScript lacks. Accurate to about 1e-13, not to the last digit as in C.

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Returns the gamma function. */
export function gamma(x: number): number {
  if (Number.isInteger(x)) {
    if (x === 0) return 1 / x;
    if (x < 0) return Number.NaN;
    if (x <= 171) {
      let product = 1;
      for (let factor = 2; factor < x; factor += 1) product *= factor;
      return product;
    }
  }
  if (x > 171.7) return Number.POSITIVE_INFINITY;
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  const t = x + 6.5;
  return Math.sqrt(2 * Math.PI) * t ** ((x - 0.5) / 2) * Math.exp(-t) * t ** ((x - 0.5) / 2) * lanczos(x - 1);
}

function lanczos(x: number): number {
  return LANCZOS.reduce((sum, coefficient, index) => (index === 0 ? coefficient : sum + coefficient / (x + index)), 0);
}

/** Returns the logarithm of the absolute value of the gamma function. */
export function logGamma(x: number): number {
  if (!Number.isFinite(x)) return Math.abs(x);
  if (x <= 0 && Number.isInteger(x)) return Number.POSITIVE_INFINITY;
  if (x === 1 || x === 2) return 0;
  if (x > 0 && x < 100) return Math.log(Math.abs(gamma(x)));
  if (x < 0) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
  const inverse = 1 / (x * x);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}

/** Returns the error function. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  if (Math.abs(x) > 3) return Math.sign(x) * (1 - erfcTail(Math.abs(x)));
  let sum = x;
  let term = x;
  for (let n = 1; n < 100 && Math.abs(term) > 1e-18; n += 1) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** Returns 1 - erf(x) without loss for large x. */
export function erfc(x: number): number {
  return x > 3 ? erfcTail(x) : 1 - erf(x);
}

function erfcTail(x: number): number {
  if (x > 28) return 0;
  let fraction = 0;
  for (let n = 120; n >= 1; n -= 1) fraction = n / 2 / (x + fraction);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
}

const STEPS = 2_000;

function integrate(from: number, to: number, compute: (t: number) => number): number {
  const width = (to - from) / STEPS;
  let sum = compute(from) + compute(to);
  for (let index = 1; index < STEPS; index += 1) sum += compute(from + index * width) * (index % 2 === 0 ? 2 : 4);
  return (sum * width) / 3;
}

/** Returns the Bessel function of the first kind, by its integral. */
export function besselJ(order: number, x: number): number {
  const n = Math.trunc(order);
  return integrate(0, Math.PI, (t) => Math.cos(n * t - x * Math.sin(t))) / Math.PI;
}

/** Returns the Bessel function of the second kind, by its integral. */
export function besselY(order: number, x: number): number {
  const n = Math.trunc(order);
  if (x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  const wave = integrate(0, Math.PI, (t) => Math.sin(x * Math.sin(t) - n * t));
  const limit = Math.asinh((40 + Math.abs(n)) / x) + 2;
  const tail = integrate(
    0,
    limit,
    (t) => (Math.exp(n * t) + (n % 2 === 0 ? 1 : -1) * Math.exp(-n * t)) * Math.exp(-x * Math.sinh(t)),
  );
  return (wave - tail) / Math.PI;
}
