/** A piece of a skeleton: the place of a line that is still on its way. */
export function Bone({ className }: { className: string }) {
  return <span aria-hidden className={`block max-w-full animate-pulse rounded-sm bg-line ${className}`} />;
}
