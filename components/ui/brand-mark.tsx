/** The arrow that goes back to the good one. */
export function BrandMark({ className = "size-5" }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" fill="none" aria-hidden className={className}>
      <path d="M4.2 6.2A7 7 0 1 1 3 10" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <path d="M3.2 2.6v4.2h4.2" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
      <circle cx="10" cy="10" r="2.4" fill="currentColor" />
    </svg>
  );
}
