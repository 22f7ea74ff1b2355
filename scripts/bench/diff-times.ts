import { createHash } from "node:crypto";
import pino from "pino";
import type { VaultCtx } from "@/lib/bots/ctx";
import { systemClock } from "@/lib/platform/clock";
import type { Database } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { TEST_SECRET_KEY } from "@/lib/platform/vault/testing/test-vault";
import { openVault } from "@/lib/platform/vault/vault";
import { diffSides } from "@/lib/rollbacks/diff-sides";

const LINES = 10_000;
/** What a ConfigMap may hold at most. */
const LARGEST = 1024 * 1024;
const WARM_UP = 2;
const ROUNDS = 10;

type Pair = { name: string; key: string; from: string; to: string };

/** Times the difference of two releases whose one ConfigMap is as large as it may be, from reading the sealed contents to the answer. */
export async function diffTimes(db: Database): Promise<{ name: string; times: number[] }[]> {
  const log = pino({ level: "silent" });
  const vault = openVault({ secretKey: TEST_SECRET_KEY });
  const ctx: VaultCtx = { actor: { kind: "system", job: "bench" }, db, vault, clock: systemClock, log, requestId: newId("req") };
  const results: { name: string; times: number[] }[] = [];
  for (const { name, key, from, to } of pairs()) {
    await vault.keep(ctx, [from, to]);
    const times: number[] = [];
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      const start = performance.now();
      const { files } = await diffSides(ctx, sideOf(key, from), sideOf(key, to));
      if (round >= WARM_UP) times.push(performance.now() - start);
      if (files.length !== 1) throw new Error(`${name}: ${files.length} files differ, where it is one`);
    }
    results.push({ name, times });
  }
  return results;
}

function pairs(): Pair[] {
  const lines = textOf(() => 0);
  const members = jsonOf(() => 0);
  return [
    { name: "1 MiB of YAML, every line of 10,000", key: "rules.yaml", from: lines, to: textOf(() => 1) },
    { name: "1 MiB of YAML, every 20th line", key: "rules.yaml", from: lines, to: textOf((line) => Number(line % 20 === 0)) },
    { name: "1 MiB of YAML, one line", key: "rules.yaml", from: lines, to: textOf((line) => Number(line === LINES / 2)) },
    { name: "1 MiB of JSON in one line, all of it", key: "rules.json", from: members, to: jsonOf(() => 1) },
    { name: "1 MiB of JSON in one line, one value", key: "rules.json", from: members, to: jsonOf((line) => Number(line === LINES / 2)) },
  ];
}

function textOf(edits: (line: number) => number): string {
  return filled((line) => `intent-${line}: route queue ${line % 7} at threshold 0.${edits(line)}, `, "\n", LARGEST);
}

function jsonOf(edits: (line: number) => number): string {
  return `{${filled((line) => `"intent-${line}":{"queue":${line % 7},"threshold":0.${edits(line)},"note":"`, '"},', LARGEST - 4)}"}}`;
}

/** So many pieces of the same length that all of them together are `size` bytes at most, and hardly less. */
function filled(begin: (line: number) => string, end: string, size: number): string {
  const length = Math.floor(size / LINES) - end.length;
  return Array.from({ length: LINES }, (_, line) => begin(line).padEnd(length, "x")).join(end);
}

function sideOf(key: string, text: string) {
  const hash = createHash("sha256").update(text).digest("hex");
  const files = [{ key, kind: "text" as const, hash, size: Buffer.byteLength(text) }];
  return { template: {}, config: [{ name: "rules", state: "recorded" as const, files }] };
}
