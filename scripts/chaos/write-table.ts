import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Result } from "@/e2e/faults/results";

const PAGE = "docs/reliability.md";
const MARKERS = ["<!-- faults: written by npm run chaos -->", "<!-- end of faults -->"] as const;
type Row = Omit<Result, "faults"> & { broken: number };

/** Writes what a run injected, how often, and what held, between the markers of the page. */
export function writeTable(results: string): void {
  if (!existsSync(results)) return;
  const rows = readFileSync(results, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Row);
  const page = readFileSync(PAGE, "utf8");
  const [start, end] = MARKERS.map((marker) => page.indexOf(marker)) as [number, number];
  if (start < 0 || end < start) throw new Error(`${PAGE} has lost its markers ${MARKERS.join(" and ")}.`);
  const text = `${page.slice(0, start)}${MARKERS[0]}\n\n${tableOf(rows)}\n\n${page.slice(end)}`;
  writeFileSync(PAGE, text);
}

/** One line for each fault, its clusters side by side. */
export function tableOf(rows: readonly Row[]): string {
  const lines = new Map<string, { practice: Count; real: Count }>();
  for (const { fault, injected, cluster, times, broken } of rows) {
    const key = `${fault} | ${injected}`;
    const line = lines.get(key) ?? { practice: { times: 0, broken: 0 }, real: { times: 0, broken: 0 } };
    const count = cluster === "real" ? line.real : line.practice;
    count.times += times;
    count.broken += broken;
    lines.set(key, line);
  }
  const order = (key: string) => Number(/\d+/.exec(key)?.[0] ?? 0);
  const body = [...lines]
    .sort(([a], [b]) => order(a) - order(b) || a.localeCompare(b))
    .map(([key, { practice, real }]) => `| ${key} | ${inWords(practice)} | ${inWords(real)} |`);
  return ["| fault | injected | practice cluster: held | real control plane: held |", "|---|---|---|---|", ...body].join("\n");
}

type Count = { times: number; broken: number };

function inWords({ times, broken }: Count): string {
  return times === 0 ? "–" : `${Math.max(0, times - broken)} of ${times}`;
}
