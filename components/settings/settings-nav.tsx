"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

type Props = { mayManage: boolean; namespaces: boolean };

/** The settings beside each other; on a phone the words wrap and stay large enough for a thumb. */
export function SettingsNav({ mayManage, namespaces }: Props) {
  const path = usePathname();
  const pages = [
    ["/settings/environments", "Environments"],
    ["/settings/policy", "Policy"],
    ...(mayManage ? [["/settings/people", "People"] as const, ["/settings/tokens", "Tokens"] as const] : []),
    ...(namespaces ? [["/settings/namespaces", "Namespaces"] as const] : []),
  ] as const;
  return (
    <nav aria-label="Settings" className="border-b border-line">
      <ul className="page flex flex-wrap gap-x-5">
        {pages.map(([href, words]) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={path === href ? "page" : undefined}
              className="inline-flex h-11 items-center border-b border-transparent text-ink-2 hover:text-ink aria-[current=page]:border-ink aria-[current=page]:text-ink"
            >
              {words}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
