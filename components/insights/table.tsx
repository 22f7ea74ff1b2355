import type { ReactNode } from "react";

/** Numbers in columns. Where it is wider than the screen it scrolls by itself, and by keyboard. */
export function Table({ label, heads, children }: { label: string; heads: ReactNode; children: ReactNode }) {
  return (
    <div role="region" aria-label={label} tabIndex={0} className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b border-line-2 align-bottom">{heads}</tr>
        </thead>
        <tbody className="[&>tr]:border-b [&>tr]:border-line">{children}</tbody>
      </table>
    </div>
  );
}

export function Head({ first = false, className = "", children }: { first?: boolean; className?: string; children: ReactNode }) {
  return (
    <th scope="col" className={`py-2 font-medium text-ink-2 ${first ? "pr-3 text-left" : "pl-3 text-right"} ${className}`}>
      {children}
    </th>
  );
}

export function Cell({ className = "", children }: { className?: string; children: ReactNode }) {
  return <td className={`py-2 pl-3 text-right align-top whitespace-nowrap ${className}`}>{children}</td>;
}
