import { configOf } from "@/lib/bots/config/config-of";
import { releaseHash } from "@/lib/bots/config/release-identity";
import type { ConfigMap, Workload } from "@/lib/cluster/types";
import { mapWatched } from "@/lib/cluster/map-watched";
import type { Database } from "@/lib/platform/db";
import type { Change, FleetBot } from "./fleet-bot";

type Release = { hash: string; sentAt: number };

/** What the worker must have recorded, and how long each took: from the event's write into the connection to the commit being heard of and looked at. */
export class Awaited {
  /** Of releases, and of pods that came into trouble or out of it; in ms. */
  readonly lags = { releases: [] as number[], pods: [] as number[] };
  readonly #db: Database;
  /** By bot name. */
  readonly #releases = new Map<string, Release[]>();
  readonly #pods = new Map<string, number>();
  readonly #expected: { bot: string; hash: string }[] = [];
  readonly #names = new Map<string, string>();
  readonly #heard = new Set<string>();
  #looking: Promise<void> | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  async learnBots(): Promise<void> {
    for (const { id, name } of await this.#db.bot.findMany({ select: { id: true, name: true } })) this.#names.set(id, name);
  }

  /** This bot's release of now, of which the last event was just sent. */
  release(bot: FleetBot, config: readonly Change[], deployment: Change): void {
    const { name } = bot.state;
    const hash = hashOf(config, deployment);
    this.#expected.push({ bot: name, hash });
    this.#releases.set(name, [...(this.#releases.get(name) ?? []), { hash, sentAt: performance.now() }]);
  }

  pod(bot: FleetBot): void {
    this.#pods.set(bot.state.name, performance.now());
  }

  get waiting(): number {
    return this.#releases.size;
  }

  get count(): number {
    return this.#expected.length;
  }

  /** Something of this bot was recorded. */
  heard(botId: string): void {
    const name = this.#names.get(botId) ?? "";
    const podSentAt = this.#pods.get(name);
    if (podSentAt !== undefined && this.#pods.delete(name)) this.lags.pods.push(performance.now() - podSentAt);
    if (!this.#releases.has(name)) return;
    this.#heard.add(botId);
    this.#looking ??= this.#look().finally(() => (this.#looking = null));
  }

  /** Bots of which something that was expected is in no row. */
  async lost(): Promise<string[]> {
    const rows = await this.#db.release.findMany({ select: { hash: true, bot: { select: { name: true } } } });
    const there = new Set(rows.map(({ hash, bot }) => `${bot.name} ${hash}`));
    return this.#expected.filter(({ bot, hash }) => !there.has(`${bot} ${hash}`)).map(({ bot }) => bot);
  }

  /** All that was heard of meanwhile, at once: asking is not to slow down what is measured. */
  async #look(): Promise<void> {
    while (this.#heard.size > 0) {
      const ids = [...this.#heard];
      this.#heard.clear();
      const hashes = ids.flatMap((id) => (this.#releases.get(this.#names.get(id) ?? "") ?? []).map(({ hash }) => hash));
      const rows = await this.#db.release.findMany({
        where: { botId: { in: ids }, hash: { in: hashes } },
        select: { botId: true, hash: true },
      });
      for (const { botId, hash } of rows) this.#arrived(this.#names.get(botId) ?? "", hash);
    }
  }

  #arrived(name: string, hash: string): void {
    const waiting = this.#releases.get(name) ?? [];
    for (const release of waiting) if (release.hash === hash) this.lags.releases.push(performance.now() - release.sentAt);
    const left = waiting.filter((release) => release.hash !== hash);
    if (left.length > 0) this.#releases.set(name, left);
    else this.#releases.delete(name);
  }
}

function hashOf(config: readonly Change[], deployment: Change): string {
  const { template } = mapWatched("Deployment", deployment.object)?.object as Workload;
  const maps = config.map(({ object }) => mapWatched("ConfigMap", object)?.object as ConfigMap);
  return releaseHash(template, configOf(template, new Map(maps.map((map) => [map.name, map])), new Set()).config);
}
