"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

export function NavLink({ href, under, children }: { href: string; under: string[]; children: string }) {
  const path = usePathname();
  const current = path === href || under.some((prefix) => path.startsWith(prefix));
  return (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      className="relative inline-flex h-13 items-center text-ink-2 hover:text-ink aria-[current=page]:text-ink aria-[current=page]:after:absolute aria-[current=page]:after:inset-x-0 aria-[current=page]:after:-bottom-px aria-[current=page]:after:h-px aria-[current=page]:after:bg-ink"
    >
      {children}
    </Link>
  );
}
