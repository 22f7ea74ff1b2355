import type { ConfigFileDiff } from "../schemas";
import type { MapContents } from "./config-contents";

const WHY = new Map([
  ["cluster", "the cluster writes it by itself"],
  ["trust-bundle", "it is a bundle of certificates to trust"],
  ["rewritten", "controllers keep rewriting it"],
  ["opted-out", "it was opted out"],
]);

/** What there is to say of a whole ConfigMap, if the two sides differ in that: it is missing on one, or on one nobody recorded it. */
export function saysOfMap(map: string, from: MapContents | undefined, to: MapContents | undefined): ConfigFileDiff[] {
  const says = (change: ConfigFileDiff["change"], note: string): ConfigFileDiff[] => [
    { map, key: null, change, format: null, note, hunks: [], added: 0, removed: 0, unshown: 0 },
  ];
  const uncovered = [from, to].find((side) => side?.state === "uncovered");
  if (uncovered) {
    if (!from || !to || from.state === to.state) return [];
    return says("not-compared", `Not compared: on one side it is not recorded, because ${WHY.get(uncovered.why) ?? uncovered.why}.`);
  }
  if (from?.state === to?.state || !from || !to) return [];
  return from.state === "missing"
    ? says("added", "There was no such ConfigMap before.")
    : says("removed", "There is no such ConfigMap afterwards.");
}
