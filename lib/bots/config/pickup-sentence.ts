/** Read at start only; by subPath, which never updates; or as files, which follow within minutes. */
export type Lag = "start" | "sub-path" | "files";

const NAMED = 3;

/** "2 of 3 pods started before omniserve-config changed and read it at start only: they run the former config until they are restarted." */
export function pickupSentence(lag: Lag, { behind, of, maps }: { behind: number; of: number; maps: readonly string[] }): string {
  const it = maps.length === 1 ? "it" : "them";
  const former = behind === 1 ? "it runs the former config until it is restarted" : "they run the former config until they are restarted";
  const start = `${who(behind, of)} started before ${listed(maps)} changed`;
  if (lag === "start") return `${start} and read ${it} at start only: ${former}.`;
  if (lag === "sub-path") return `${start} and read ${it} by subPath, which never updates: ${former}.`;
  return `${start}: ${behind === 1 ? "its" : "their"} files may take up to 2 minutes to follow.`;
}

function who(behind: number, of: number): string {
  if (of === 1) return "The only pod";
  if (behind === of) return of === 2 ? "Both pods" : `All ${of} pods`;
  return `${behind} of ${of} pods`;
}

function listed(maps: readonly string[]): string {
  const named = maps.slice(0, maps.length > NAMED ? NAMED - 1 : NAMED);
  const more = maps.length - named.length;
  const last = more > 0 ? `${more} more ConfigMaps` : named.pop();
  return named.length > 0 ? `${named.join(", ")} and ${last}` : `${last}`;
}
