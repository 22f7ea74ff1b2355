const suffixes: Record<string, number> = { n: 1e-9, u: 1e-6, m: 1e-3, "": 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 };
const binary: Record<string, number> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 };

const shape = /^([+-]?(?:\d+\.?\d*|\.\d+))(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** The number a quantity such as `1.5Gi` or `250m` stands for, or nothing when it is not one. */
export function quantityValue(text: string): number | undefined {
  const [, digits, suffix = ""] = shape.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const factor = suffixes[suffix] ?? binary[suffix] ?? Number(`1${suffix}`);
  return Number(digits) * factor;
}

/** As the API server stores it: no fraction, the largest suffix of the same family that divides it. */
export function canonicalQuantity(text: string): string | undefined {
  const value = quantityValue(text);
  if (value === undefined) return undefined;
  if (value === 0) return "0";
  const suffix = shape.exec(text)?.[2] ?? "";
  if (suffix in binary && Math.abs(value) >= 1024 && Number.isInteger(value)) return withLargest(value, binary) ?? String(value);
  if (/^[eE]/.test(suffix)) return text;
  return withLargest(value, suffixes) ?? text;
}

function withLargest(value: number, units: Record<string, number>): string | undefined {
  const fits = Object.entries(units)
    .sort(([, a], [, b]) => b - a)
    .find(([, unit]) => isWhole(value / unit));
  return fits && `${Math.round(value / fits[1])}${fits[0]}`;
}

const isWhole = (value: number) => Math.abs(value) >= 1 - 1e-9 && Math.abs(value - Math.round(value)) < 1e-9 * Math.max(1, Math.abs(value));
