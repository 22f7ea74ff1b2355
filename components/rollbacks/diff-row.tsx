import type { ReactNode } from "react";

const SIGNS = {
  "-": { shown: "−", said: "goes: ", className: "bg-del" },
  "+": { shown: "+", said: "comes: ", className: "bg-add" },
  " ": { shown: "", said: "", className: "text-ink-2" },
} as const;

/** One line of a difference: sign, colour, and a word for those who see neither. Long lines wrap, so that no page scrolls sideways. */
export function DiffRow({ sign, text, children }: { sign: keyof typeof SIGNS; text: string; children?: ReactNode }) {
  const { shown, said, className } = SIGNS[sign];
  return (
    <li className={`grid grid-cols-[1.1rem_minmax(0,1fr)] py-px pr-3.5 pl-3 ${className}`}>
      <span aria-hidden className="select-none">
        {shown}
      </span>
      <span className="break-words whitespace-pre-wrap [tab-size:4]">
        <span className="sr-only">{said}</span>
        {text}
        {children && <> {children}</>}
      </span>
    </li>
  );
}
