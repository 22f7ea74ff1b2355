import { expect, test } from "vitest";
import { describeOnEachCluster } from "../support/clusters";
import { Canaries } from "./canaries";
import { everyGet } from "./every-get";
import { findCanaries } from "./find-canaries";
import { openMaskingScene } from "./masking-scene";
import { tellStory } from "./masking-story";
import { BOT, MARKER, SETTINGS, valueOf } from "./planted-bot";
import { whileDatabaseRefuses, whileReleaseMounts } from "./refusals";

/** Where what is no secret has to turn up: whoever finds it there would have found a secret too. */
const SPEAKING = [
  "log",
  ...["Bot", "Release", "Rollout", "RollbackPlan", "Rollback", "RollbackRemark", "AuditEntry"].map((name) => `table ${name}`),
  /^GET .*\/bots\?/,
  /^GET .*\/releases\?/,
  /^GET .*\/releases\/rel_\w+:/,
  /^GET .*\/diff\//,
  /^GET .*\/config-drift/,
  /^GET .*\/rollouts/,
  /^GET .*\/rollbacks\/rb_/,
  /^GET .*\/audit/,
  /^POST .*\/rollback-plans: 201/,
  /^POST .*\/rollbacks: 202/,
  /^POST .*\/rollbacks: 409/,
  /^POST .*\/reveal: 404/,
];

describeOnEachCluster("a secret", (target) => {
  test("that was planted wherever secrets are found is in nothing that Lastgood keeps, logs or answers; but a lead may see it, on the record", async () => {
    const [planted, spoken] = [new Canaries(), new Canaries()];
    const scene = await openMaskingScene(target, spoken);
    try {
      const { product, ask } = scene;
      const { held, live, deploy, quote, quoteInEvent, releaseOf, plan, confirm } = tellStory(target, scene, planted);
      const good = await deploy("1.1.0", "ready");
      const { id: botId } = await product.bot(BOT, (bot) => bot.live?.release.standing === "known-good");
      await deploy("1.2.0", "never-ready");
      await quote("1.2.0");
      await quoteInEvent();
      const [goodId, badId] = [await releaseOf("1.1.0"), await releaseOf("1.2.0")];

      // What cannot be done is told of in the words of whoever refused it.
      const invalid = await whileReleaseMounts(product, goodId, `${MARKER} ${spoken.formed("refused by the cluster")}`, () => plan(goodId));
      expect(invalid.guards).toContainEqual(expect.objectContaining({ name: "dry-run", outcome: "block" }));
      expect(await confirm(invalid)).toMatchObject({ status: 409, json: { code: "plan-blocked" } });
      const wanted = await plan(goodId);
      const reason = `${MARKER} password=${spoken.named("refused by the database")} ${spoken.formed("refused by the database, word")}`;
      expect(await whileDatabaseRefuses(product, () => confirm(wanted, reason))).toMatchObject({ status: 500 });
      await deploy("1.3.0", "never-ready");
      expect(await confirm(wanted)).toMatchObject({ status: 409, json: { code: "plan-stale" } });
      const asked = { container: "bot", variable: `${MARKER} ${spoken.formed("asked for")}` };
      expect((await ask("POST", `/api/v1/releases/${goodId}/reveal`, "lead", asked)).status).toBe(404);

      // One run that recovers; one whose pods the cluster complains about, until another deploy ends it.
      const [first] = [(await confirm(await plan(goodId))).json];
      await product.rollback(first.id, ({ phase }) => phase === "recovered");
      await live("1.1.0");
      const drift = await ask<{ items: object[] }>("GET", `/api/v1/bots/${botId}/config-drift`, "viewer");
      expect(drift.json.items).toMatchObject([{ name: SETTINGS, differs: true }]);
      const second = (await confirm(await plan(badId))).json;
      await quote("1.2.0");
      await product.rollback(second.id, ({ remarks }) => JSON.stringify(remarks).includes(MARKER));
      const early = await scene.dump();
      await deploy("1.4.0", "ready");
      await product.rollback(second.id, ({ phase }) => phase === "superseded");

      // The one exception.
      const reveal = (as: "lead" | "operator", place: object) => scene.askAlone("POST", `/api/v1/releases/${goodId}/reveal`, as, place);
      const variable = { container: "bot", variable: "DB_PASSWORD" };
      expect(JSON.parse((await reveal("lead", variable)).text)).toEqual({ value: valueOf(good, "DB_PASSWORD") });
      expect((await reveal("lead", { map: SETTINGS, key: "app.yaml" })).text).toMatch(/password: \w+-\w+/);
      expect((await reveal("operator", variable)).status).toBe(403);

      const releases = (await product.database.db.release.findMany({ where: { botId } })).map(({ id }) => id);
      const { json } = await ask<{ path: string }>("POST", "/api/v1/public-links", "admin", { environment: "production" });
      const secret = json.path.split("/").at(-1) ?? "";
      const rollbacks = [first.id, second.id];
      for (const address of everyGet({ bots: [botId], releases, diff: releases, rollbacks, audit: ["1"], "public-status": [secret] })) {
        // Commands hold what they bring as it is; so there are none while the database answers.
        const status = address.startsWith("/api/v1/break-glass") ? 409 : 200;
        expect([address, (await ask("GET", address, "admin")).status]).toEqual([address, status]);
      }
      const late = await scene.dump();
      await scene.close(); // what is said while it stops is said by now

      expect(planted.all.filter((canary) => findCanaries([canary], "", held()).length === 0)).toEqual([]);
      const everything = [...scene.told, ...early, ...late];
      const speaks = (where: string | RegExp) => everything.some((said) => said.where.match(where) && said.text.includes(MARKER));
      expect(SPEAKING.filter((where) => !speaks(where))).toEqual([]);
      expect(scene.told).toContainEqual({ where: "events", text: expect.stringContaining(second.id) as string });
      expect(late.find(({ where }) => where === "table AuditEntry")?.text).toContain("variable DB_PASSWORD of container bot");

      const secrets = [...planted.all, ...spoken.all];
      const leaks = everything.flatMap(({ where, text }) => findCanaries(secrets, where, text));
      expect([...new Set(leaks)]).toEqual([]);
    } finally {
      await scene.close();
    }
  });
});
