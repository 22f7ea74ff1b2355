import { expect, test } from "vitest";
import type { BotCtx } from "@/lib/bots/ctx";
import { AppError } from "@/lib/platform/app-error";
import { isDatabaseDown } from "@/lib/platform/is-database-down";
import { confirmRollback } from "@/lib/rollbacks/confirm-rollback";
import { driveToAccepted } from "@/lib/rollbacks/drive-to-accepted";
import { Random } from "../chaos/random";
import { someAtATime } from "../rollback/some-at-a-time";
import { writes } from "../support/audit-log";
import { onTheRealest } from "../support/clusters";
import type { RunningCluster } from "../support/clusters-global-setup";
import { deploy, pathOf } from "../support/workloads";
import { openClicker, type Clicker } from "./clicker";
import { faultyFront, refusal, type Trouble } from "./faulty-front";
import { endOf, holds, outside, RECOVERED, UNTOUCHED } from "./one-run";
import { onEachCluster, type Place } from "./on-each-cluster";
import { isWhole, seedOf } from "./results";

const FLAKY = Array.from({ length: isWhole ? 24 : 4 }, (_, index) => `x7-${index}`);
/** Faults whose other half is a cluster. */
const OF_CLUSTERS = ["x5", "x5-hole", "x6", "x6-slow", "x8", "x9", "x14", "x16-403", "x16-401"];
/** Of PostgreSQL, of clocks, and of answers that we make up: in a short run they are proved at the realest cluster only. */
const OF_OURS = [...FLAKY, "x11", "x3-before", "x3-between", "x4", "x21-on", "x21-back"];
const hasOurs = (cluster: RunningCluster) => isWhole || onTheRealest(cluster);
const fleetOf = (cluster: RunningCluster) => ({ names: [...OF_CLUSTERS, ...(hasOurs(cluster) ? OF_OURS : [])] });
const CLICKS = isWhole ? 1_000 : 100;
const HOUR = 3_600_000;

onEachCluster("under a fault", fleetOf, (place, cluster) => {
  /** A process that clicks; it is closed again whatever happens. */
  const clicking = async (act: (clicker: Clicker, at: Place) => Promise<void>, server?: string) => {
    const clicker = await openClicker(place(), server);
    try {
      await act(clicker, place());
    } finally {
      await clicker.close();
    }
  };
  const objectOf = (name: string) => pathOf(place().target.namespace, "Deployment", name);
  const merge = (name: string, body: unknown) => place().target.admin("PATCH", objectOf(name), body, "application/merge-patch+json");

  /** Does it over and over until the act has ended. */
  async function meanwhile(again: (round: number) => Promise<unknown>, act: () => Promise<void>): Promise<number> {
    let isOver = false;
    let rounds = 0;
    const storm = (async () => {
      while (!isOver) await again(++rounds);
    })();
    await act().finally(() => (isOver = true));
    await storm;
    return rounds;
  }

  // What takes longest begins first.
  test.concurrent(
    "X5 the API server falls silent with the write under way: noticed within 15 s, sent again once",
    { timeout: 60_000 },
    () =>
      clicking(async ({ cluster, confirm, drive }, at) => {
        const bot = at.bot("x5-hole");
        const started = await confirm(bot);
        cluster.heal(() => "keep");
        setTimeout(() => cluster.heal(), 2_000);
        const before = performance.now();
        await drive(started);
        expect(performance.now() - before).toBeLessThan(15_000);
        holds("X5", "API server black-holed at the write", at, await endOf(at, bot), RECOVERED);
      }),
  );

  test.concurrent("X6 the API server takes longer than the time limit of a write: it is read back", { timeout: 60_000 }, () =>
    clicking(async ({ cluster, confirm, drive }, at) => {
      const bot = at.bot("x6-slow");
      const started = await confirm(bot);
      cluster.heal(() => {
        cluster.heal();
        return { kind: "delay", ms: 5_200 };
      });
      await drive(started);
      holds("X6", "write delayed beyond its time limit", at, await endOf(at, bot), RECOVERED);
    }),
  );

  if (hasOurs(cluster)) {
    test.concurrent(
      "X7 every third answer of the API server is a 429, 500, 503, 504 or garbage, some after the write was done",
      { timeout: 300_000 },
      async () => {
        const random = new Random(seedOf("X7"));
        const trouble = (): Trouble | null => {
          if (!random.chance(0.3)) return null;
          const isDone = random.chance(0.5);
          const garbage = { isDone, status: 200, body: "<html>502 Bad" };
          const [code, reason] = random.pick([
            [429, "TooManyRequests"],
            [500, "InternalError"],
            [503, "ServiceUnavailable"],
            [504, "Timeout"],
          ] as const);
          return random.chance(0.2) ? garbage : { ...refusal(code, reason), isDone: isDone && code !== 429 };
        };
        let isOn = false;
        const front = await faultyFront(place().target.cluster.url, () => (isOn ? trouble() : null));
        try {
          await clicking(async ({ confirm, drive }, at) => {
            await someAtATime(4, FLAKY, async (name) => {
              const bot = at.bot(name);
              isOn = true;
              const started = await confirm(bot).catch((error: unknown) => {
                if (error instanceof AppError) return null;
                throw error;
              });
              if (!started) return holds("X7", "30 % of answers wrong: refused before the intent", at, await outside(at, bot), UNTOUCHED);
              await drive(started);
              const ended = await endOf(at, bot);
              holds("X7", "30 % of answers wrong", at, ended, ended.phase === "errored" ? UNTOUCHED : RECOVERED);
            });
          }, front.url);
          expect(front.troubles()).toBeGreaterThan(0);
        } finally {
          await front.close();
        }
      },
    );

    test.concurrent("X3 PostgreSQL is gone before the click: nothing is written anywhere", () =>
      clicking(async ({ database, confirm }, at) => {
        const bot = at.bot("x3-before");
        database.refuse();
        const refused = await confirm(bot).catch((error: unknown) => error);
        expect(isDatabaseDown(refused)).toBe(true);
        expect(await at.product.database.db.rollback.count({ where: { botId: bot.id } })).toBe(0);
        holds("X3", "PostgreSQL gone before the click", at, await outside(at, bot), UNTOUCHED);
      }),
    );

    test.concurrent("X3 PostgreSQL goes between the intent and the write: it is said, and the worker reads back what arrived", () =>
      clicking(async ({ database, confirm, drive }, at) => {
        const bot = at.bot("x3-between");
        const started = await confirm(bot);
        database.refuse();
        await expect(drive(started)).rejects.toMatchObject({ code: "database-unreachable" });
        holds("X3", "PostgreSQL gone between intent and write", at, await endOf(at, bot, true), RECOVERED);
      }),
    );

    test.concurrent("X4 PostgreSQL takes 300 ms for each statement: the click is only slower", () =>
      clicking(async ({ database, confirm, drive }, at) => {
        const bot = at.bot("x4");
        database.heal(() => ({ kind: "delay", ms: 300 }));
        await drive(await confirm(bot));
        holds("X4", "PostgreSQL slow", at, await endOf(at, bot), RECOVERED);
      }),
    );

    test.concurrent(`X11 ${CLICKS} clicks at once from 10 sessions are one run and one write`, { timeout: 300_000 }, async () => {
      const at = place();
      const bot = at.bot("x11");
      const click = async (session: number): Promise<string> => {
        const ctx: BotCtx = {
          ...at.product.ctx(),
          actor: { kind: "user", id: `usr_${session}`, name: `Kim ${session}`, role: "operator" },
        };
        try {
          const confirmation = await confirmRollback({ ctx, input: { planId: bot.planId, typedName: bot.name } });
          if (confirmation.kind === "started") await driveToAccepted({ ctx, run: confirmation.run, seen: confirmation.live });
          return confirmation.rollbackId;
        } catch (error) {
          // With so many in one process some find no connection in time: they are told so, and click again.
          if (!isDatabaseDown(error)) throw error;
          return click(session);
        }
      };
      const ids = new Set(await Promise.all(Array.from({ length: CLICKS }, (_, index) => click(index % 10))));
      const runs = await at.product.database.db.rollback.count({ where: { botId: bot.id } });
      expect([ids.size, runs]).toEqual([1, 1]);
      holds("X11", `${CLICKS} clicks at once from 10 sessions`, at, await endOf(at, bot), RECOVERED);
    });

    test.concurrent.each([
      ["forward", HOUR, "x21-on"],
      ["back", -HOUR, "x21-back"],
    ] as const)("X21 the clock jumps an hour %s during the click: the end is true, and no time is negative", (way, shift, name) =>
      clicking(async ({ confirm, drive }, at) => {
        const bot = at.bot(name);
        await drive(await confirm(bot), shift);
        const ended = await endOf(at, bot);
        expect(ended.sentence).not.toMatch(/-\d|NaN/);
        // An hour later, as far as the process knows, nobody sends what was clicked then.
        holds("X21", `clock ${way} by 1 h`, at, ended, ended.phase === "errored" ? UNTOUCHED : RECOVERED);
      }),
    );
  }

  test.concurrent("X5 the API server resets every connection for a while: it is sent again, once", () =>
    clicking(async ({ cluster, confirm, drive }, at) => {
      const bot = at.bot("x5");
      const started = await confirm(bot);
      cluster.refuse();
      setTimeout(() => cluster.heal(), 1_000);
      await drive(started);
      holds("X5", "API server resets connections", at, await endOf(at, bot), RECOVERED);
    }),
  );

  test.concurrent("X6 the write was applied and its answer is lost: it is read back", () =>
    clicking(async ({ cluster, confirm, drive }, at) => {
      const bot = at.bot("x6");
      const started = await confirm(bot);
      cluster.heal(() => {
        cluster.heal();
        return { kind: "keep-answer", onAnswer: () => cluster.cut() };
      });
      await drive(started);
      holds("X6", "answer to the write lost", at, await endOf(at, bot), RECOVERED);
    }),
  );

  test.concurrent("X8 annotations change without a pause: accepted in at most 3 tries", () =>
    clicking(async ({ confirm, drive }, at) => {
      const bot = at.bot("x8");
      const note = (round: number) => merge(bot.name, { metadata: { annotations: { storm: String(round) } } });
      await meanwhile(note, async () => drive(await confirm(bot)));
      const tries = writes(at.target.cluster.auditLog, { verb: "patch", namespace: at.target.namespace, name: bot.name }).filter(
        ({ userAgent, requestURI, requestObject }) =>
          userAgent === "lastgood" &&
          !requestURI.includes("dryRun") &&
          JSON.stringify(requestObject).includes('"replace","path":"/spec/template"'),
      );
      expect(tries.length).toBeLessThanOrEqual(3);
      holds("X8", "annotation storm", at, await endOf(at, bot), RECOVERED);
    }),
  );

  test.concurrent("X9 a deploy lands between the click and the write: it stays, and the run says so", () =>
    clicking(async ({ confirm, drive }, at) => {
      const bot = at.bot("x9");
      const started = await confirm(bot);
      await deploy(at.target, { name: bot.name, version: "1.3.0", replicas: 1 });
      await drive(started);
      const wanted = { phase: "superseded", written: 0, image: "omniserve:1.3.0" };
      holds("X9", "deploy between click and write", at, await endOf(at, bot), wanted);
    }),
  );

  test.concurrent("X14 somebody scales it up and down meanwhile: replicas stay theirs", () =>
    clicking(async ({ confirm, drive }, at) => {
      const bot = at.bot("x14");
      let last = 1;
      const scale = (round: number) => merge(bot.name, { spec: { replicas: (last = 1 + (round % 2)) } });
      await meanwhile(scale, async () => drive(await confirm(bot)));
      const ended = await endOf(at, bot);
      const { body } = await at.target.admin("GET", objectOf(bot.name));
      expect((body as { spec: { replicas: number } }).spec.replicas).toBe(last);
      holds("X14", "replicas toggled during the click", at, ended, RECOVERED);
    }),
  );

  const refused = [
    [403, "Forbidden", "x16-403"],
    [401, "Unauthorized", "x16-401"],
  ] as const;
  test.concurrent.each(refused.slice(0, isWhole ? 2 : 1))(
    "X16 the right to write is gone by then (%i): another process that has it does it, or it ends in words with nothing changed",
    { timeout: 60_000 },
    async (code, reason, name) => {
      const { target } = place();
      const front = await faultyFront(target.cluster.url, ({ method }) => (method === "PATCH" ? refusal(code, reason) : null));
      try {
        await clicking(async ({ confirm, drive }, at) => {
          const bot = at.bot(name);
          await drive(await confirm(bot));
          const ended = await endOf(at, bot);
          if (ended.phase !== "recovered") expect(ended.sentence).toMatch(/nothing was changed/i);
          holds("X16", `${code} to the write`, at, ended, ended.phase === "recovered" ? RECOVERED : UNTOUCHED);
        }, front.url);
      } finally {
        await front.close();
      }
    },
  );
});
