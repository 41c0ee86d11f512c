// Prints numbers as jq 1.8 does: the shortest text that reads back to the same double, never more than 17 digits.
// Exponents differ from JavaScript's: `1e+18`, `1e-05`.

/** Returns jq's text of a double: NaN is `null`, infinities the largest doubles. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && value > -1e16 && value < 1e16) return Object.is(value, -0) ? "-0" : String(value);
  if (Number.isNaN(value)) return "null";
  if (!Number.isFinite(value)) return value > 0 ? "1.7976931348623157e+308" : "-1.7976931348623157e+308";
  const [mantissa = "", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace("-", "").replace(".", "");
  const pointAt = exponent + 1;
  if (pointAt <= -5 || pointAt > digits.length + 15 || pointAt === -4) return exponential(sign, digits, exponent);
  if (pointAt <= 0) return `${sign}0.${"0".repeat(-pointAt)}${digits}`;
  if (pointAt >= digits.length) return sign + digits.padEnd(pointAt, "0");
  return `${sign}${digits.slice(0, pointAt)}.${digits.slice(pointAt)}`;
}

function exponential(sign: string, digits: string, exponent: number): string {
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
  const size = String(Math.abs(exponent)).padStart(2, "0");
  return `${sign}${mantissa}e${exponent < 0 ? "-" : "+"}${size}`;
}
