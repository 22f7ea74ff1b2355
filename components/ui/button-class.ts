const LOOKS = {
  bad: "border-bad bg-bad text-on-bad hover:border-bad-press hover:bg-bad-press",
  ink: "border-ink bg-ink text-paper hover:opacity-90",
  plain: "border-edge/60 bg-raised text-ink hover:border-ink-3 hover:bg-sunk",
  quiet: "border-transparent bg-transparent text-ink-2 hover:bg-sunk hover:text-ink",
} as const;

const SIZES = {
  regular: "min-h-11 px-4 text-base sm:min-h-9 sm:px-3.5",
  big: "min-h-13 px-6 text-lg sm:min-h-12 rounded-lg",
} as const;

export type ButtonLook = keyof typeof LOOKS;
export type ButtonSize = keyof typeof SIZES;

/** How a button or a link that acts as one looks; `bad` is filled red, at most one a screen; `ink` is the way in. */
export function buttonClass({
  look = "plain",
  size = "regular",
  className = "",
}: {
  look?: ButtonLook;
  size?: ButtonSize;
  className?: string;
}): string {
  return `inline-flex items-center justify-center gap-2 rounded-md border text-center leading-tight font-medium transition-colors aria-disabled:cursor-not-allowed aria-disabled:border-line aria-disabled:bg-sunk aria-disabled:text-ink-3 ${SIZES[size]} ${LOOKS[look]} ${className}`;
}
