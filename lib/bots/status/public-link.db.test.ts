import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/types";
import { declareEnvironments } from "../declare-environments";
import { addBot, releaseRow, rolloutRow } from "../testing/rows";
import { PRODUCTION, watched, type Watched } from "../testing/watched-bot";
import { createPublicLink } from "./create-public-link";
import { listPublicLinks } from "./list-public-links";
import { readPublicStatus } from "./read-public-status";
import { revokePublicLink } from "./revoke-public-link";
import { PublicStatus } from "./schemas";

const ADA: Actor = { kind: "user", id: "usr_ada", name: "Ada Canary", role: "admin" };
const LEAD: Actor = { kind: "user", id: "usr_lee", name: "Lee", role: "lead" };

let world: Watched;
beforeEach(async () => {
  world = await watched();
  const staging = { ...PRODUCTION, name: "staging", title: "Staging", namespaces: ["staging"] };
  await declareEnvironments({ ctx: world.ctx, input: { environments: [PRODUCTION, staging] } });
  return () => world.database.drop();
});

const create = (environment = "production", who: Actor = ADA) => createPublicLink({ ctx: world.as(who), input: { environment } });
const secretOf = ({ path }: { path: string }) => path.replace("/status/public/", "");
const see = (secret: string) => readPublicStatus({ ctx: world.ctx, input: { secret } });
const list = (environment = "production") => listPublicLinks({ ctx: world.as(ADA), input: { environment } });

async function fullBot(): Promise<void> {
  const botId = await addBot(world);
  const [left, brought] = [
    releaseRow(world, { botId, version: "1.2.0" }),
    releaseRow(world, { botId, version: "1.1.0", author: "canary-author" }),
  ];
  await world.db.release.createMany({ data: [left, brought] });
  const at = world.ctx.clock.now();
  const run = { id: "rb_1", planId: "plan_1", phase: "recovered", sentence: "canary-sentence", startedBy: ADA, reason: "canary-reason" };
  await world.db.rollback.create({
    data: { ...run, botId, fromReleaseId: left.id, toReleaseId: brought.id, startedAt: at, acceptedAt: at, endedAt: at },
  });
  const rollout = rolloutRow({ botId, releaseId: brought.id, since: at, until: null });
  await world.db.rollout.create({ data: { ...rollout, rollbackId: "rb_1", broughtBy: { person: "canary-person", why: "canary-why" } } });
  const supportNote = { text: "Ask for the order number.", by: ADA, at: at.toISOString(), until: null };
  await world.db.bot.update({
    where: { id: botId },
    data: { verdict: "healthy", verdictReasons: ["canary-verdict"], supportNote, team: "canary-team" },
  });
}

describe("a public link", () => {
  test("shows the bots of its environment, and nothing of people or reasons", async () => {
    await fullBot();
    const { id } = await world.db.bot.findFirstOrThrow();
    await world.db.bot.create({ data: { ...(await bare(id)), id: "bot_other", environmentName: "staging", title: "canary-staging" } });
    const status = await see(secretOf(await create()));
    const at = world.ctx.clock.now().toISOString();
    expect(status).toEqual({
      environment: { title: "Production", seen: false, checkedAt: null },
      items: [
        {
          title: "omniserve",
          verdict: "healthy",
          verdictSince: at,
          switchedOff: false,
          live: { version: "1.1.0", since: at },
          putBackAt: null,
          rollback: { kind: "brought", at, undoes: false },
          supportNote: "Ask for the order number.",
        },
      ],
    });
    expect(PublicStatus.parse(status)).toEqual(status);
    expect(JSON.stringify(status)).not.toMatch(/canary/i);
  });

  test("tells nothing of people while a rollback runs", async () => {
    await fullBot();
    await world.db.rollback.updateMany({ data: { phase: "following", endedAt: null } });
    const status = await see(secretOf(await create()));
    expect(status?.items[0]?.rollback).toEqual({
      kind: "running",
      at: world.ctx.clock.now().toISOString(),
      toVersion: "1.1.0",
      undoes: false,
    });
    expect(JSON.stringify(status)).not.toMatch(/canary/i);
  });

  test("holds 192 random bits, of which only a hash is kept, and is on the record without them", async () => {
    const made = await create();
    const secret = secretOf(made);
    expect(secret).toMatch(/^[0-9a-f]{48}$/);
    expect(secretOf(await create())).not.toBe(secret);
    const kept = JSON.stringify([
      await world.db.publicLink.findMany(),
      await world.db.auditEntry.findMany({ select: { after: true, subject: true } }),
    ]);
    expect(kept).not.toContain(secret);
    expect(JSON.stringify(await list())).not.toContain(secret);
    expect(await world.db.auditEntry.findFirst({ select: { action: true, subject: true, after: true } })).toEqual({
      action: "public-link.create",
      subject: "Production",
      after: { id: made.link.id, environment: "production" },
    });
  });

  test("shows nothing once it is revoked, as if it had never been", async () => {
    const made = await create();
    const other = await create("staging");
    world.advance(60);
    expect(await revokePublicLink({ ctx: world.as(ADA), input: { id: made.link.id } })).toMatchObject({ revokedBy: "Ada Canary" });
    const again = await revokePublicLink({ ctx: world.as(ADA), input: { id: made.link.id } });
    expect(again.revokedAt).toBe(world.ctx.clock.now().toISOString());
    expect([await see(secretOf(made)), await see("0".repeat(48)), await see("")]).toEqual([null, null, null]);
    expect(await see(secretOf(other))).toMatchObject({ environment: { title: "Staging" }, items: [] });
    expect(await world.db.auditEntry.count({ where: { action: "public-link.revoke" } })).toBe(1);
    await create();
    expect((await list()).map(({ revokedAt }) => revokedAt === null)).toEqual([true, false]);
  });

  test("does not open by its hash", async () => {
    await create();
    const { hash } = await world.db.publicLink.findFirstOrThrow();
    expect(await see(hash)).toBeNull();
  });

  test("is an admin's alone to make, list and revoke", async () => {
    const { link } = await create();
    const forbidden = { code: "forbidden" };
    await expect(create("production", LEAD)).rejects.toMatchObject(forbidden);
    await expect(listPublicLinks({ ctx: world.as(LEAD), input: { environment: "production" } })).rejects.toMatchObject(forbidden);
    await expect(revokePublicLink({ ctx: world.as(LEAD), input: { id: link.id } })).rejects.toMatchObject(forbidden);
    await expect(create("nowhere")).rejects.toMatchObject({ code: "not-found" });
    await expect(revokePublicLink({ ctx: world.as(ADA), input: { id: "link_none" } })).rejects.toMatchObject({ code: "not-found" });
  });
});

async function bare(id: string) {
  const { namespace, kind, name, uid, firstSeenAt, verdictSince, sightAt } = await world.db.bot.findUniqueOrThrow({ where: { id } });
  return { namespace, kind, name, uid, firstSeenAt, verdictSince, sightAt, sight: {} };
}
