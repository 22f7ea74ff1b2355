import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bootstrapAdmin } from "@/lib/access/bootstrap-admin";
import { deployWith } from "@/lib/rollbacks/testing/config-scene";
import { openApiDocument } from "./open-api-document";
import type { Operation } from "./operation";
import { operations } from "./operations";
import { askAsDocumented } from "./testing/ask-as-documented";
import { openTestApi, type TestApi } from "./testing/test-api";

const document = openApiDocument();

let api: TestApi;
let botId: string;
beforeAll(async () => {
  api = await openTestApi();
  botId = api.scene.botId;
});
afterAll(() => api.close());

const { ask, askText, seen } = askAsDocumented(() => api);

describe("answers are what the document says", () => {
  test("from the fleet to a rollback and back", async () => {
    const {
      listBots,
      readBot,
      listReleases,
      listRollouts,
      planRollback,
      confirmRollback,
      readRollback,
      listRollbacks,
      markRelease,
      listAudit,
    } = operations;
    const bots = await ask<{ items: { id: string }[] }>(listBots, "/api/v1/bots", "viewer");
    expect(bots.json.items).toMatchObject([{ id: botId }]);
    await ask(readBot, `/api/v1/bots/${botId}`, "viewer");
    await ask(listRollouts, `/api/v1/bots/${botId}/rollouts`, "viewer", undefined, "?limit=1");
    const fleet = await ask(operations.readFleet, "/api/v1/fleet", "viewer");
    expect(fleet.json).toMatchObject({ items: [{ id: botId, target: { kind: "chosen", version: "1.1.0" } }] });
    await ask(operations.countFleet, "/api/v1/fleet/counts", "viewer");
    const strips = await ask(operations.listStrips, "/api/v1/strips", "read token", undefined, `?botIds=${botId}&days=7`);
    expect(strips.json).toMatchObject({ items: [{ botId }] });
    const releases = await ask<{ items: { id: string; version: string }[] }>(listReleases, `/api/v1/bots/${botId}/releases`, "read token");
    const release = (version: string) => releases.json.items.find((item) => item.version === version)?.id ?? "";

    const plan = await ask<{ id: string; to: { version: string } }>(planRollback, `/api/v1/bots/${botId}/rollback-plans`, "operator", {});
    expect(plan).toMatchObject({ status: 201, json: { to: { version: "1.1.0" } } });
    await ask(planRollback, `/api/v1/bots/${botId}/rollback-plans`, "operator", { releaseId: release("1.2.0") }); // already live: 409
    expect((await ask(operations.takeCommands, `/api/v1/rollback-plans/${plan.json.id}/commands`, "operator")).json).toMatchObject({
      commands: [{ does: "Go back to 1.1.0" }, { does: "Watch it come up" }],
    });
    const started = await ask<{ id: string }>(confirmRollback, "/api/v1/rollbacks", "operator", {
      planId: plan.json.id,
      reason: "wrong answers",
    });
    expect(started).toMatchObject({ status: 202, json: { phase: "following", startedBy: "operator", reason: "wrong answers" } });
    const joined = await ask(confirmRollback, "/api/v1/rollbacks", "operate token", { planId: plan.json.id });
    expect(joined).toMatchObject({ status: 200, json: { id: started.json.id } });
    expect(api.scene.cluster.writes).toHaveLength(1);
    await ask(readRollback, `/api/v1/rollbacks/${started.json.id}`, "viewer");
    const list = await ask(listRollbacks, "/api/v1/rollbacks", "viewer", undefined, `?botId=${botId}`);
    expect(list.json).toMatchObject({ items: [{ id: started.json.id }] });

    const inTheWay = { pods: [{ name: "omniserve-0", uid: "uid-omniserve-0" }] };
    const kept = await ask(
      operations.deletePodsInTheWay,
      `/api/v1/rollbacks/${started.json.id}/pods-in-the-way/delete`,
      "operator",
      inTheWay,
    );
    expect(kept.json).toMatchObject({ deleted: [], kept: [{ name: "omniserve-0" }] });

    const { readIncidentReport, readIncidentReportAsMarkdown, writeLesson, listLessons } = operations;
    const ofRun = `/api/v1/rollbacks/${started.json.id}`;
    await ask(writeLesson, `${ofRun}/lesson`, "operator", { text: "Test with real tickets.", basedOn: 0 });
    expect(await ask(writeLesson, `${ofRun}/lesson`, "lead", { text: "Another.", basedOn: 0 })).toMatchObject({
      status: 409,
      json: { code: "conflict", lesson: { version: 1, by: "operator" } },
    });
    await ask(listLessons, `${ofRun}/lesson`, "viewer");
    expect((await ask(readIncidentReport, `${ofRun}/report`, "viewer")).json).toMatchObject({
      lesson: { text: "Test with real tickets." },
    });
    await askText(readIncidentReportAsMarkdown, `${ofRun}/report.md`, "read token");

    const better = await ask(operations.changeReason, `/api/v1/rollbacks/${started.json.id}`, "operator", { reason: "tags all as urgent" });
    expect(better.json).toMatchObject({ reason: "tags all as urgent" });
    expect(
      await ask(operations.abortRollback, `/api/v1/rollbacks/${started.json.id}/abort`, "operator", { reason: "wrong bot" }),
    ).toMatchObject({
      json: { phase: "aborted" },
    });
    await ask(operations.abortRollback, `/api/v1/rollbacks/${started.json.id}/abort`, "operate token", { reason: "wrong bot" });
    await ask(markRelease, `/api/v1/bots/${botId}/releases/${release("1.2.0")}/mark`, "lead", { bad: true, reason: "tags all as urgent" });
    const audit = await ask<{ items: { action: string }[] }>(listAudit, "/api/v1/audit", "lead", undefined, `?botId=${botId}`);
    expect(audit.json.items.map(({ action }) => action)).toEqual([
      "release.mark-bad",
      "rollback.aborted",
      "rollback.change-reason",
      "rollback.write-lesson",
      "rollback.keep-pods",
      "rollback.delete-pods",
      "rollback.confirm",
      "rollback.take-commands",
    ]);
  });

  test("another target while one runs is a 409 with the way to the running one", async () => {
    await api.scene.run("1.3.0");
    await api.scene.database.db.rollback.updateMany({ data: { phase: "recovered" } });
    const to = async (version: string) => {
      const { id } = await api.scene.database.db.release.findFirstOrThrow({ where: { botId, version } });
      const plan = await ask<{ id: string }>(operations.planRollback, `/api/v1/bots/${botId}/rollback-plans`, "operator", {
        releaseId: id,
      });
      return plan.json.id;
    };
    const [one, other] = [await to("1.1.0"), await to("1.2.0")];
    const running = await ask<{ id: string }>(operations.confirmRollback, "/api/v1/rollbacks", "operator", {
      planId: one,
      typedName: "omniserve",
    });
    const refused = await ask(operations.confirmRollback, "/api/v1/rollbacks", "operator", { planId: other, typedName: "omniserve" });
    expect(refused).toMatchObject({
      status: 409,
      json: { code: "rollback-running", rollback: { id: running.json.id, path: `/rollbacks/${running.json.id}` } },
    });
  });

  test("on what a release is, holds, hides, and what the next deploy would bring", async () => {
    const { readRelease, diffReleases, revealValue, readConfigDrift, planRollback, confirmRollback } = operations;
    await api.scene.database.db.rollback.updateMany({ data: { phase: "recovered" } });
    await deployWith(api.scene, "2.1.0", { threshold: "0.7", "db-password": "hunter2" });
    api.scene.tick(60);
    await deployWith(api.scene, "2.1.0", { threshold: "0.2", "db-password": "hunter2" });
    const idOf = async (version: string) =>
      (await api.scene.database.db.release.findFirstOrThrow({ where: { botId, version }, select: { id: true } })).id;
    const [from, to] = [await idOf("2.1.0"), await idOf("2.1.0+config.2")];

    const release = await ask(readRelease, `/api/v1/bots/${botId}/releases/${from}`, "viewer");
    expect(release.json).toMatchObject({ version: "2.1.0", coverage: { config: true, maps: [{ name: "rules", state: "recorded" }] } });
    await ask(readRelease, `/api/v1/bots/${botId}/releases/rel_none`, "viewer");
    const compared = await ask(diffReleases, `/api/v1/releases/${from}/diff/${to}`, "read token");
    expect(compared.json).toMatchObject({ from: { id: from }, to: { id: to }, diff: { groups: [], files: [{ key: "threshold" }] } });
    await ask(diffReleases, `/api/v1/releases/${from}/diff/rel_none`, "viewer");
    const place = { map: "rules", key: "db-password" };
    expect((await ask(revealValue, `/api/v1/releases/${from}/reveal`, "lead", place)).json).toEqual({ value: "hunter2" });
    await ask(revealValue, `/api/v1/releases/${from}/reveal`, "operator", place);
    await ask(revealValue, `/api/v1/releases/${from}/reveal`, "lead", { ...place, container: "bot" });

    expect((await ask(operations.readReadiness, `/api/v1/bots/${botId}/readiness`, "viewer")).json).toMatchObject({ kind: "target" });
    expect((await ask(readConfigDrift, `/api/v1/bots/${botId}/config-drift`, "viewer")).json).toEqual({ items: [] });
    const { json: plan } = await ask<{ id: string }>(planRollback, `/api/v1/bots/${botId}/rollback-plans`, "operator", { releaseId: from });
    await ask(confirmRollback, "/api/v1/rollbacks", "operator", { planId: plan.id, typedName: "omniserve" });
    const drift = await ask(readConfigDrift, `/api/v1/bots/${botId}/config-drift`, "viewer");
    expect(drift.json).toMatchObject({ items: [{ name: "rules", differs: true, diff: [{ key: "threshold" }] }] });
  });

  test("on what a rollback keeps away, and on its coming back", async () => {
    const { readBot, readRollback, extendHold, handOverHold, liftHold, listAlarms } = operations;
    const { scene } = api;
    await scene.database.db.rollback.updateMany({ data: { phase: "recovered", endedAt: scene.now } });
    await scene.observe();
    const { json: bot } = await ask<{ holds: { id: string; rollbackId: string }[] }>(readBot, `/api/v1/bots/${botId}`, "viewer");
    const [{ id, rollbackId } = { id: "", rollbackId: "" }] = bot.holds;
    await ask(extendHold, `/api/v1/holds/${id}/extend`, "operator", { hours: 48 });
    await ask(extendHold, `/api/v1/holds/${id}/extend`, "operator", { hours: 1_000 });
    expect((await ask(handOverHold, `/api/v1/holds/${id}/hand-over`, "operator", { email: "lead@example.org" })).json).toMatchObject({
      owner: "lead",
    });
    await ask(liftHold, `/api/v1/holds/${id}/lift`, "operate token", { reason: "fixed" });
    expect(await ask(liftHold, `/api/v1/holds/${id}/lift`, "lead", { reason: "fixed" })).toMatchObject({ json: { code: "hold-ended" } });
    expect((await ask(readRollback, `/api/v1/rollbacks/${rollbackId}`, "viewer")).json).toMatchObject({
      hold: { ended: { because: "lifted" } },
    });

    expect((await ask(listAlarms, "/api/v1/alarms", "viewer")).json).toEqual({ items: [] });
    scene.tick(60);
    await deployWith(scene, "2.1.0", { threshold: "0.2", "db-password": "hunter2" });
    expect((await ask(listAlarms, "/api/v1/alarms", "viewer")).json).toMatchObject({ items: [{ bot: { id: botId }, rollbackId }] });
    await ask(readBot, `/api/v1/bots/${botId}`, "viewer");
  });

  test("on what people who talk to customers are told, and screens on a wall", async () => {
    const { readStatus, writeSupportNote, listPublicLinks, createPublicLink, revokePublicLink, readPublicStatus } = operations;
    const note = `/api/v1/bots/${botId}/support-note`;
    const body = { text: "Do not expect the new ticket sorting before 18:00.", former: null };
    await ask(writeSupportNote, note, "operator", body);
    expect(await ask(writeSupportNote, note, "lead", body)).toMatchObject({ status: 409, json: { supportNote: { by: "operator" } } });
    expect((await ask(readStatus, "/api/v1/status", "viewer")).json).toMatchObject({
      items: [{ id: botId, supportNote: { text: body.text } }],
    });

    const { json } = await ask<{ path: string; link: { id: string } }>(createPublicLink, "/api/v1/public-links", "admin", {
      environment: "production",
    });
    await ask(listPublicLinks, "/api/v1/public-links", "admin", undefined, "?environment=production");
    const shown = json.path.replace("/status/public/", "/api/v1/public-status/");
    expect((await ask(readPublicStatus, shown, "nobody")).json).toMatchObject({ items: [{ supportNote: body.text }] });
    await ask(revokePublicLink, `/api/v1/public-links/${json.link.id}/revoke`, "admin");
    const revoked = await ask<{ detail: string }>(readPublicStatus, shown, "nobody");
    const unknown = await ask<{ detail: string }>(readPublicStatus, "/api/v1/public-status/made_up", "nobody");
    expect([revoked.status, revoked.json.detail]).toEqual([404, unknown.json.detail]);
  });

  test("on people and tokens", async () => {
    const { addUser, listUsers, changeRole, disableUser, enableUser, resetPassword, createToken, listTokens, revokeToken } = operations;
    type Added = { user: { id: string }; generatedPassword: string };
    const input = { email: "mo@example.org", name: "Mo", role: "viewer" };
    const { json: added } = await ask<Added>(addUser, "/api/v1/users", "admin", input);
    expect(added.generatedPassword).toMatch(/^[a-z2-9-]{23}$/);
    expect(await ask(addUser, "/api/v1/users", "admin", input)).toMatchObject({ status: 409, json: { code: "conflict" } });
    await ask(addUser, "/api/v1/users", "lead", input);
    const user = `/api/v1/users/${added.user.id}`;
    expect((await ask(changeRole, `${user}/role`, "admin", { role: "lead" })).json).toMatchObject({ role: "lead" });
    await ask(changeRole, `${user}/role`, "admin", { role: "boss" });
    expect((await ask(disableUser, `${user}/disable`, "admin")).json).toMatchObject({ disabledAt: expect.any(String) as string });
    expect((await ask(enableUser, `${user}/enable`, "admin")).json).toMatchObject({ disabledAt: null });
    await ask(enableUser, "/api/v1/users/usr_none/enable", "admin");
    await ask(resetPassword, `${user}/reset-password`, "admin");
    const { json: people } = await ask<{ items: unknown[] }>(listUsers, "/api/v1/users", "admin");
    expect(JSON.stringify(people)).not.toMatch(/argon2|sessionVersion/);

    const token = { name: "ci", scope: "read", expiresAt: null };
    const { json: made } = await ask<{ token: { id: string }; secret: string }>(createToken, "/api/v1/tokens", "admin", token);
    const bearer = { authorization: `Bearer ${made.secret}` };
    expect((await api.call("GET", "/api/v1/bots", { headers: bearer })).status).toBe(200);
    expect(await ask(createToken, "/api/v1/tokens", "admin", { ...token, expiresAt: "2020-01-01T00:00:00Z" })).toMatchObject({
      status: 400,
    });
    expect(JSON.stringify((await ask(listTokens, "/api/v1/tokens", "admin")).json)).not.toContain(made.secret);
    await ask(revokeToken, `/api/v1/tokens/${made.token.id}/revoke`, "admin");
    expect((await api.call("GET", "/api/v1/bots", { headers: bearer })).status).toBe(401);
  });

  test("on the record and its chain", async () => {
    const { readAuditEntry, verifyAudit } = operations;
    expect((await ask(readAuditEntry, "/api/v1/audit/1", "read token")).json).toMatchObject({ seq: "1", prevHash: "0".repeat(64) });
    expect(await ask(readAuditEntry, "/api/v1/audit/999999", "lead")).toMatchObject({ status: 404 });
    expect(await ask(readAuditEntry, "/api/v1/audit/last", "lead")).toMatchObject({ status: 400 });
    expect((await ask(verifyAudit, "/api/v1/audit/verification", "operator")).json).toMatchObject({ kind: "unbroken" });
  });

  test("for leads: the figures and the runs behind them", async () => {
    const { readInsights, exportInsightRuns } = operations;
    await api.scene.database.db.bot.update({ where: { id: botId }, data: { team: "support" } });
    const { json } = await ask(readInsights, "/api/v1/insights", "lead", undefined, `?period=90d&team=support&botId=${botId}`);
    expect(json).toMatchObject({ team: "support", bot: { id: botId }, bots: [{ bot: { id: botId } }], teams: [{ team: "support" }] });
    await ask(readInsights, "/api/v1/insights", "lead", undefined, "?from=2026-01-02&to=2026-01-01");
    const { json: file } = await ask<string>(exportInsightRuns, "/api/v1/insights/rollbacks.csv", "read token");
    expect(file.split("\r\n")[0]).toMatch(/^id,environment,namespace,/);
  });

  test("for the rest", async () => {
    await ask(operations.readWatchfulness, "/api/v1/watchfulness", "viewer");
    await ask(operations.listNamespaces, "/api/v1/namespaces", "admin");
    await ask(operations.chooseNamespaces, "/api/v1/namespaces", "admin", { namespaces: ["support"] });
    await ask(operations.readOpenApi, "/api/v1/openapi.json", "nobody");
    const setup = { secret: "x", email: "eve@example.org", name: "Eve", password: "correct horse battery" };
    expect(await ask(operations.completeSetup, "/api/v1/setup", "nobody", setup)).toMatchObject({
      status: 409,
      json: { code: "conflict" },
    });
    const ctx = api.scene.ctx({ kind: "system", job: "test" });
    await api.scene.database.db.user.deleteMany();
    const link = await bootstrapAdmin({ ctx, input: { admin: null } });
    const secret = link.kind === "set-up-link" ? link.path.slice("/setup/".length) : "";
    expect(await ask(operations.completeSetup, "/api/v1/setup", "nobody", { ...setup, secret })).toMatchObject({
      status: 201,
      json: { role: "admin" },
    });
  });

  test("with problems of each kind", async () => {
    await ask(operations.readBot, "/api/v1/bots/bot_none", "read token");
    await ask(operations.listBots, "/api/v1/bots", "read token", undefined, "?limit=0");
    await ask(operations.listBots, "/api/v1/bots", "nobody");
    await ask(operations.listBots, "/api/v1/bots", "record token");
    await ask(operations.confirmRollback, "/api/v1/rollbacks", "operate token", { planId: "plan_none" });
  });

  test("and every good answer of every operation was seen", () => {
    const good = Object.values<Operation>(operations)
      .filter(({ answers }) => Object.values(answers).every(({ mediaType }) => mediaType === undefined)) // a stream, a file
      .flatMap(({ method, path, answers }) => Object.keys(answers).map((status) => `${method} ${path} ${status}`));
    expect([...seen]).toEqual(expect.arrayContaining(good));
  });
});

test("the document is whole: every reference leads somewhere", () => {
  const references = JSON.stringify(document).match(/"#\/components\/schemas\/(\w+)"/g) ?? [];
  const names = new Set(references.map((reference) => reference.slice('"#/components/schemas/'.length, -1)));
  expect([...names].filter((name) => !(name in (document.components?.schemas ?? {})))).toEqual([]);
  expect(names).toContain("Rollback");
});
