import type { ReactNode } from "react";

/** The sentence a screen opens with. */
export function ScreenTitle({ children, className = "" }: { children: ReactNode; className?: string }) {
  return (
    <h1 className={`text-[1.5rem] leading-[1.875rem] font-title tracking-[-0.025em] text-balance sm:text-2xl ${className}`}>{children}</h1>
  );
}
