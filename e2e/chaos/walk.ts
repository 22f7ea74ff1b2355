import { isDeepStrictEqual } from "node:util";
import type { MapContent } from "@/lib/bots/config/testing/pod-sight";
import { whatPodsSee } from "@/lib/bots/config/testing/what-pods-see";
import type { JsonObject } from "@/lib/platform/json";
import { copiesAreWhole, type Copies } from "./copies";
import type { Half } from "./expected";
import type { Fleet, LiveMap } from "./fleet";
import { meaningOf, sightIn } from "./meaning";
import { type Lived, Past } from "./past";
import type { Random } from "./random";
import { renamesIn } from "./renames";

/** A bot as those who deploy it know it. */
export type WalkedBot = {
  name: string;
  id: string;
  /** What runs, under the originals' names, and the maps that it refers to. */
  template: JsonObject;
  maps: readonly string[];
  past: Past;
  /** The rollback that is under way. */
  run: string | null;
  /** What each live template that ever was had been deployed as. */
  deployed: Map<string, Pick<WalkedBot, "template" | "maps">>;
};

/** What runs now, read through the names that the live template has for its maps; `pins`: images by digest, by their place. */
export type Running = Half & Pick<Lived, "sight" | "meaning"> & { pins: Map<string, string> };

/** All that a walk knows by itself, to hold the product against. */
export class Walk {
  readonly fleet: Fleet;
  readonly random: Random;
  readonly bots: WalkedBot[];
  /** What was done, in words. */
  readonly trace: string[] = [];
  readonly encounters = new Map<string, number>();
  /** Everybody's maps, as their owners left them. */
  readonly originals = new Map<string, MapContent>();
  readonly #copies: Copies = new Map();
  #versions = new Map<string, string>();
  /** Where time is everybody's, what is gone was taken back at some time since then. */
  #checkedAt: Date;

  constructor(fleet: Fleet, random: Random) {
    [this.fleet, this.random, this.#checkedAt] = [fleet, random, fleet.now()];
    this.bots = fleet.bots.map((name) => ({ name, id: "", template: {}, maps: [], past: new Past(), run: null, deployed: new Map() }));
  }

  say(words: string): void {
    this.trace.push(words);
  }

  /** Says what a seed came upon: a walk that never meets a thing proves nothing about it. */
  met(thing: string): void {
    this.encounters.set(thing, (this.encounters.get(thing) ?? 0) + 1);
  }

  async put(map: string, content: MapContent): Promise<void> {
    await this.fleet.put(map, content);
    this.originals.set(map, content);
    await this.#noteVersions();
  }

  async drop(map: string): Promise<void> {
    await this.fleet.drop(map);
    this.originals.delete(map);
    await this.#noteVersions();
  }

  /** `raw` is what is written: it may go on referring to copies of the maps that `template` names. */
  async deploy(bot: WalkedBot, template: JsonObject, maps: readonly string[], raw = template): Promise<void> {
    [bot.template, bot.maps] = [template, maps];
    await this.fleet.deploy(bot.name, raw);
  }

  /** @throws where what runs is not what was deployed */
  async running(bot: WalkedBot): Promise<Running> {
    const { templates, maps } = await this.fleet.look();
    const live = templates.get(bot.name) ?? {};
    const { template, maps: names } = bot;
    bot.deployed.set(JSON.stringify(live), { template, maps: names });
    const renames = renamesIn(template, live);
    const world = new Map(names.map((name) => [name, contentOf(maps.get(renames.maps.get(name) ?? name))]));
    const sight = sightIn(template, world, this.fleet.optedOut);
    const own = whatPodsSee(live, new Map<string, MapContent>([...maps, [this.fleet.optedOut, { data: {}, binaryData: {} }]]));
    if (!isDeepStrictEqual(own, sight)) throw new Error(`${bot.name}: the names in its template lead elsewhere than they say`);
    const known = names.filter((name) => name !== this.fleet.optedOut);
    return { template, maps: names, world, sight, meaning: meaningOf(template, known, world), pins: renames.pins };
  }

  /** Has what runs recorded, and remembers it under the id that it got. */
  async observe(bot: WalkedBot): Promise<string> {
    const { botId, releaseId } = await this.fleet.observe(bot.name);
    bot.id = botId;
    await this.#forgetHalves(bot);
    bot.past.remember(releaseId, { ...(await this.running(bot)), ran: await this.fleet.running(bot.name), since: this.fleet.now() });
    return releaseId;
  }

  /** @throws where somebody's map was touched, a copy is not what it was made as, or a release is lost */
  async check(): Promise<void> {
    const { maps } = await this.fleet.look();
    for (const [name, content] of this.originals) {
      const live = maps.get(name);
      const isSame = live && isDeepStrictEqual(contentOf(live), content) && this.#versions.get(name) === versionOf(live);
      if (!isSame) throw new Error(`ConfigMap ${name} was written by somebody who does not own it`);
    }
    copiesAreWhole(this.#copies, new Map([...maps].filter(([name]) => !this.originals.has(name))));
    for (const bot of this.bots) await this.#forgetHalves(bot);
    this.#checkedAt = this.fleet.now();
  }

  /** @throws where another release is gone than the half of a deploy */
  async #forgetHalves(bot: WalkedBot): Promise<void> {
    const rows = await this.fleet.ctx().db.release.findMany({ where: { botId: bot.id }, select: { id: true } });
    bot.past.keepOnly(new Set(rows.map(({ id }) => id)), this.fleet.isTimeOurs ? this.fleet.now() : this.#checkedAt);
  }

  async #noteVersions(): Promise<void> {
    const { maps } = await this.fleet.look();
    this.#versions = new Map([...maps].map(([name, map]) => [name, versionOf(map)]));
  }
}

export function contentOf(map: LiveMap | undefined): MapContent | null {
  return map ? { data: map.data, binaryData: map.binaryData } : null;
}

function versionOf({ uid, version }: LiveMap): string {
  return `${uid} ${version}`;
}
