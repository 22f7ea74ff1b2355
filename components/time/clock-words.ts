const DAY = 24 * 60 * 60 * 1_000;

const format = (zone: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options });

/** "14:03", or "14:03:05" where seconds count. */
export function clockWords(at: Date, zone: string, { seconds = false }: { seconds?: boolean } = {}): string {
  return format(zone, { hour: "2-digit", minute: "2-digit", ...(seconds ? { second: "2-digit" } : {}) }).format(at);
}

/** "today", "yesterday", "12 Nov", or "12 Nov 2024" in another year. */
export function dayWords(at: Date, zone: string, now: Date): string {
  const day = (date: Date) => format(zone, { year: "numeric", month: "2-digit", day: "2-digit" }).format(date);
  if (day(at) === day(now)) return "today";
  if (day(at) === day(new Date(now.getTime() - DAY))) return "yesterday";
  const year = (date: Date) => format(zone, { year: "numeric" }).format(date);
  return format(zone, { day: "numeric", month: "short", ...(year(at) === year(now) ? {} : { year: "numeric" }) }).format(at);
}

/** "UTC", "UTC+2", "UTC+5:30". */
export function zoneWords(at: Date, zone: string): string {
  const name = format(zone, { timeZoneName: "shortOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value;
  return (name ?? "UTC").replace("GMT", "UTC").replace(/\+0$/, "");
}

/** The instant to the second, for a title: "21 Nov 2026, 14:03:05 UTC+2". */
export function exactWords(at: Date, zone: string): string {
  const day = format(zone, { day: "numeric", month: "short", year: "numeric" }).format(at);
  return `${day}, ${clockWords(at, zone, { seconds: true })} ${zoneWords(at, zone)}`;
}
