import { setTimeout as delay } from "node:timers/promises";
import type { Awaited } from "./awaited";
import type { Fleet } from "./fleet";
import type { Change, FleetBot, Step } from "./fleet-bot";
import type { FleetServer } from "./fleet-server";

/** What makes work for the database, a second. */
const NEWS = { deploy: 2, edit: 2, both: 0.5, flap: 2, unseen: 3 };
/** What the rest is, which says nothing new. */
const NOTHING_NEW = { pod: 0.29, deployment: 0.31, repeatedMap: 0.15, unreadMap: 0.25 };
const TICK_MS = 10;
const HALVES_APART_MS = 2_000;
const LONGEST_NEWS_SECONDS = 4;
/** Without a factor in common with the size of a fleet, so that every bot has its turn, and neighbours do not follow each other. */
const STRIDE = 37;

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** What the load consists of, in words. */
export const MIX = `A second: ${NEWS.deploy} new templates (each with the some 35 events of its ReplicaSets, pods and status), ${NEWS.edit} edits of ConfigMaps,
${NEWS.both} of both, 2 s apart, ${NEWS.flap} pods that fail and come back, ${NEWS.unseen} edits of maps with ten readers where none of them looks. The rest says
nothing new: ${percent(NOTHING_NEW.pod)} pods, ${percent(NOTHING_NEW.deployment)} Deployments, ${percent(NOTHING_NEW.repeatedMap)} ConfigMaps written again as they were, ${percent(NOTHING_NEW.unreadMap)} ConfigMaps that no bot reads.`;

export type Sent = { events: number; seconds: number; mostBehindBytes: number };

/** Sends events at a rate, whatever the worker makes of them. */
export class Load {
  readonly #fleet: Fleet;
  readonly #server: FleetServer;
  readonly #awaited: Awaited;
  #due: { at: number; act: () => Change[] }[] = [];
  /** How often a bot had news, and something that is none. */
  #turns = { news: 0, rest: 0 };
  #events = 0;
  #random = 1;

  constructor(options: { fleet: Fleet; server: FleetServer; awaited: Awaited }) {
    this.#fleet = options.fleet;
    this.#server = options.server;
    this.#awaited = options.awaited;
  }

  /** News come until shortly before the end, so that what begins is over then. */
  async run({ rate, seconds }: { rate: number; seconds: number }): Promise<Sent> {
    const start = performance.now();
    for (const [kind, often] of Object.entries(NEWS) as [keyof typeof NEWS, number][]) {
      for (let count = 0; count < often * (seconds - LONGEST_NEWS_SECONDS); count++) {
        this.#plan([{ afterMs: (count + 0.5) * (1000 / often), act: () => this.#begin(kind) }], start);
      }
    }
    let mostBehindBytes = 0;
    for (let now = start; now < start + seconds * 1000; now = performance.now()) {
      this.#play(now);
      while (this.#events < (rate * (now - start)) / 1000) this.#send([this.#nothingNew()]);
      mostBehindBytes = Math.max(mostBehindBytes, this.#server.backlog);
      await delay(TICK_MS);
    }
    return { events: this.#events, seconds: (performance.now() - start) / 1000, mostBehindBytes };
  }

  #begin(kind: keyof typeof NEWS): Change[] {
    const bot = this.#nextBot("news");
    const version = `2.${this.#turns.news}.0`;
    const steps: Record<typeof kind, () => Step[]> = {
      deploy: () => this.#awaitedDeploy(bot, version),
      edit: () => [{ afterMs: 0, act: () => [this.#editedMap(bot)] }],
      both: () => {
        const [first, ...rest] = this.#awaitedDeploy(bot, version) as [Step, ...Step[]];
        return [{ afterMs: 0, act: () => [bot.configure()] }, { ...first, afterMs: HALVES_APART_MS }, ...rest];
      },
      flap: () => bot.flap().map(({ afterMs, act }) => ({ afterMs, act: () => (this.#awaited.pod(bot), act()) })),
      unseen: () => [{ afterMs: 0, act: () => this.#fleet.editUnseen(this.#turns.news) }],
    };
    this.#plan(steps[kind](), performance.now());
    return [];
  }

  #awaitedDeploy(bot: FleetBot, version: string): Step[] {
    const [write, ...rest] = bot.deploy(version) as [Step, ...Step[]];
    const written = () => {
      const changes = write.act();
      this.#awaited.release(bot, this.#fleet.configOf(bot), bot.touch());
      return changes;
    };
    return [{ ...write, act: written }, ...rest];
  }

  #editedMap(bot: FleetBot): Change {
    const change = bot.configure();
    this.#awaited.release(bot, this.#fleet.configOf(bot), bot.touch());
    return change;
  }

  #nothingNew(): Change {
    const bot = this.#nextBot("rest");
    let dice = this.#roll();
    const isIt = (share: number) => (dice -= share) < 0;
    if (isIt(NOTHING_NEW.pod)) return bot.touchPod(this.#turns.rest);
    if (isIt(NOTHING_NEW.deployment)) return bot.touch();
    return isIt(NOTHING_NEW.repeatedMap) ? bot.rules() : this.#fleet.leaderRecord(this.#turns.rest);
  }

  #nextBot(whose: "news" | "rest"): FleetBot {
    this.#turns[whose] += 1;
    return this.#fleet.bots[(this.#turns[whose] * STRIDE) % this.#fleet.bots.length] as FleetBot;
  }

  #plan(steps: readonly Step[], from: number): void {
    let at = from;
    for (const { afterMs, act } of steps) this.#due.push({ at: (at += afterMs), act });
  }

  #play(now: number): void {
    const due = this.#due.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
    if (due.length === 0) return;
    this.#due = this.#due.filter(({ at }) => at > now);
    for (const { act } of due) this.#send(act());
  }

  #send(changes: readonly Change[]): void {
    for (const change of changes) this.#server.apply(change);
    this.#events += changes.length;
  }

  /** The same numbers in every run, from 0 up to 1. */
  #roll(): number {
    this.#random = (this.#random * 48_271) % 2_147_483_647;
    return this.#random / 2_147_483_647;
  }
}
