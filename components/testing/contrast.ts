type Rgb = readonly [number, number, number];

/** Linear-light sRGB of an OKLCH colour, clipped to the gamut as browsers do. https://bottosson.github.io/posts/oklab/ */
export function linearRgb([lightness, chroma, hue]: readonly [number, number, number]): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** WCAG contrast ratio of two OKLCH colours, 1 to 21. */
export function contrast(one: readonly [number, number, number], other: readonly [number, number, number]): number {
  const [dark, light] = [luminance(linearRgb(one)), luminance(linearRgb(other))].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
