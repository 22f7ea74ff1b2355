import type { Person } from "./person-context";

export type PageLink = { href: string; title: string; under: string[]; may?: (person: Person) => boolean };

/** The pages that the header, a phone's menu and the palette lead to, for whoever may see them. */
export const PAGES: readonly PageLink[] = [
  { href: "/", title: "Fleet", under: ["/bots", "/rollbacks", "/diff"] },
  { href: "/status", title: "Status", under: ["/status"] },
  { href: "/insights", title: "Insights", under: ["/insights"], may: ({ mayReadInsights }) => mayReadInsights },
  { href: "/audit", title: "Audit", under: ["/audit"], may: ({ mayReadAudit }) => mayReadAudit },
  { href: "/settings/environments", title: "Settings", under: ["/settings"] },
];

export function pagesFor(person: Person): PageLink[] {
  return PAGES.filter(({ may }) => may === undefined || may(person));
}
