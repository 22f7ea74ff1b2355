import type { clickToAccepted } from "./click-to-accepted";
import type { diffTimes } from "./diff-times";
import type { FleetAnswer } from "./fleet-answer";
import type { IngestFigures } from "./ingest/ingest";
import { MIX } from "./ingest/load";
import type { ManyAtOnce } from "./many-at-once";
import { median, percentile } from "./percentile";
import type { Requests } from "./requests-of-clicks";
import type { TapTimes } from "./tap-times";
import type { Pair } from "./time-to-target";

/** What a click with ConfigMap copies may cost, against a bare PATCH. */
const COPIES_TARGET = { times: 2.5, plusMs: 25 };
const RATE_NAME = 46;

export function printClicks({ times, requests }: Awaited<ReturnType<typeof clickToAccepted>>): void {
  table(
    `${times.click.length} rounds, in ms`,
    ["median", "p90"],
    [
      ["click → accepted (whole request)", quantiles(times.click)],
      ["  with 1 ConfigMap to copy", quantiles(times.one)],
      ["  with 3 ConfigMaps to copy", quantiles(times.three)],
      ["kubectl rollout undo (process)", quantiles(times.undo)],
      ["bare PATCH, kept-alive", quantiles(times.bare)],
    ],
  );
  const bare = median(times.bare);
  const most = COPIES_TARGET.times * bare + COPIES_TARGET.plusMs;
  console.log(`\nclick / kubectl = ${(median(times.click) / median(times.undo)).toFixed(2)} (target ≤ 0.50)`);
  console.log(`click − bare = ${(median(times.click) - bare).toFixed(1)} ms (target ≤ 25)`);
  console.log(
    `with copies: ${[times.one, times.three].map((way) => median(way).toFixed(1)).join(" and ")} ms (target ≤ 2.5 × bare + 25 = ${most.toFixed(1)})`,
  );
  table(
    "requests to the API server until it has the change",
    ["all", "in a row", "at most"],
    [
      ["click", rowOf(requests.click)],
      ["  with 1 ConfigMap to copy", rowOf(requests.one)],
      ["  with 3 ConfigMaps to copy", rowOf(requests.three)],
    ],
  );
}

export function printMany({ singles, atOnce, connections: [before, after] }: ManyAtOnce): void {
  table(
    `${atOnce.length} bots at once, in ms`,
    ["median", "p99"],
    [
      ["click, one after the other", [median(singles), percentile(singles, 99)].map(ms)],
      ["click, all at once", [median(atOnce), percentile(atOnce, 99)].map(ms)],
    ],
  );
  console.log(`\np99 at once / median of one = ${(percentile(atOnce, 99) / median(singles)).toFixed(1)} (target ≤ 5)`);
  console.log(`connections to the API server, before and after these clicks: ${before} and ${after} (target: no new one)`);
}

export function printTimesToTarget(pairs: readonly Pair[]): void {
  const starts = [...new Set(pairs.map(({ startMs }) => startMs))];
  table(
    "all pods run the target, in s; target: click ≤ 1.05 × bare + 1",
    ["click", "bare", "at most"],
    starts.map((startMs) => {
      const those = pairs.filter((pair) => pair.startMs === startMs);
      const [click, bare] = [median(those.map((pair) => pair.click)), median(those.map((pair) => pair.bare))];
      return [
        `pods start in ${startMs / 1000} s (median of ${those.length})`,
        [click, bare, 1.05 * bare + 1_000].map((time) => (time / 1000).toFixed(2)),
      ];
    }),
  );
}

export function printFleet(answers: readonly FleetAnswer[]): void {
  table(
    "1,000 bots × 100 releases, in ms (target p95 < 150)",
    ["median", "p95", "KiB", "gzipped"],
    answers.map(({ name, times, bytes, zipped }) => [
      name,
      [...[median(times), percentile(times, 95)].map(ms), ...[bytes, zipped].map((size) => (size / 1024).toFixed(0))],
    ]),
  );
}

export function printTaps(taps: readonly TapTimes[]): void {
  table(
    "tap to paint, processor slowed 4 ×, in ms (target < 200)",
    ["median", "most"],
    taps.map(({ name, times }) => [name, [median(times), Math.max(...times)].map(ms)]),
  );
}

export function printDiffs(pairs: Awaited<ReturnType<typeof diffTimes>>): void {
  table(
    "difference of the largest pair, in ms (target < 300)",
    ["median", "most"],
    pairs.map(({ name, times }) => [name, [median(times), Math.max(...times)].map(ms)]),
  );
}

export function printIngest(figures: IngestFigures): void {
  const { bots, sent, cores, lags, releases, lost, memory, firstSight, burst } = figures;
  console.log(`\nrecording what happens to ${bots.toLocaleString("en")} bots. ${MIX}\n`);
  const print = (name: string, value: string) => console.log(`${name.padEnd(RATE_NAME)} ${value}`);
  print("events a second, for so long", `${(sent.events / sent.seconds).toFixed(0)}, ${sent.seconds.toFixed(0)} s (target ≥ 2,000)`);
  print(
    "processor of the worker",
    `${cores.toFixed(2)} of one core; so ${(sent.events / sent.seconds / cores).toFixed(0)} events a second fill one`,
  );
  print("new release → recorded: median, p99, most", `${spread(lags.releases)} (target p99 < 1,000)`);
  print("pod fails or is back → recorded", spread(lags.pods));
  print("new releases, lost", `${releases}, ${lost.length} (target 0)${lost.length > 0 ? `: ${lost.slice(0, 10).join(" ")}` : ""}`);
  print(
    "memory at the start, half-way, at the end, most",
    `${[memory[0], memory[memory.length >> 1], memory.at(-1), Math.max(...memory)].map((mib) => mib?.toFixed(0)).join(", ")} MiB`,
  );
  print("first sight of all, with their history", `${firstSight.toFixed(1)} s`);
  print("a new release of every bot at once", `${burst.toFixed(1)} s, ${(bots / burst).toFixed(0)} a second`);
}

function table(title: string, columns: string[], rows: [string, string[]][]): void {
  const cells = (values: string[]) => values.map((value) => value.padStart(10)).join("");
  console.log(`\n${title.padEnd(54)}${cells(columns)}`);
  for (const [name, values] of rows) console.log(`${name.padEnd(54)}${cells(values)}`);
}

function quantiles(times: number[]): string[] {
  return [median(times), percentile(times, 90)].map(ms);
}

/** The fewest in a row are what depends on each other: of two that ever overlapped, neither waits for the other. */
function rowOf({ all, inARow }: Requests): string[] {
  return [median(all), Math.min(...inARow), Math.max(...inARow)].map(String);
}

function spread(times: number[]): string {
  return `${[median(times), percentile(times, 99), Math.max(...times)].map((time) => time.toFixed(0)).join(", ")} ms`;
}

function ms(time: number): string {
  return time.toFixed(1);
}
