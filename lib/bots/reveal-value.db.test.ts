import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/types";
import type { JsonObject } from "@/lib/platform/json";
import { revealValue } from "./reveal-value";
import type { RevealInput } from "./schemas";
import { reading, readingTemplate, rules } from "./testing/config-bot";
import { watched, type Watched } from "./testing/watched-bot";

const LEE = { kind: "user", id: "usr_lee", name: "Lee", role: "lead" } as const satisfies Actor;
const CANARY = "hunter2-canary";

let bot: Watched;
let releaseId: string;
beforeEach(async () => {
  bot = await watched();
  const map = { ...rules({ "db-password": CANARY }), binaryData: { "model.bin": "AP/+" } };
  const sight = reading("1.1.0", map);
  ({ releaseId } = await bot.observe({ ...sight, workload: { ...sight.workload, template: withSecrets(readingTemplate("1.1.0")) } }));
  return () => bot.database.drop();
});

const reveal = (place: RevealInput, actor: Actor = LEE) => revealValue({ ctx: bot.as(actor), input: { ...place, releaseId } });
const trail = async () => bot.db.auditEntry.findMany({ where: { action: "release.reveal" }, orderBy: { seq: "asc" }, omit: { seq: true } });

describe("a hidden value", () => {
  test.each([
    ["of a variable", { container: "bot", variable: "BOT_TOKEN" }, "variable BOT_TOKEN of container bot"],
    ["of an init container's", { container: "warm-up", variable: "BOT_TOKEN" }, "variable BOT_TOKEN of container warm-up"],
    ["of a file", { map: "rules", key: "db-password" }, "ConfigMap rules, db-password"],
  ])("%s is shown, and that it was is on the record, without it", async (_, place, said) => {
    expect(await reveal(place)).toEqual({ value: CANARY });
    const entries = await trail();
    expect(entries).toMatchObject([{ subject: `${said}, in omniserve 1.1.0 in Production`, before: null, after: null, reason: null }]);
    expect(JSON.stringify(entries)).not.toContain(CANARY);
  });

  test.each<[string, RevealInput]>([
    ["another container", { container: "none", variable: "BOT_TOKEN" }],
    ["another variable", { container: "bot", variable: "__proto__" }],
    ["a variable from elsewhere", { container: "bot", variable: "FROM_SECRET" }],
    ["another map", { map: "constructor", key: "db-password" }],
    ["another key", { map: "rules", key: "none" }],
    ["a binary", { map: "rules", key: "model.bin" }],
  ])("is not there for %s, and nothing is on the record", async (_, place) => {
    await expect(reveal(place)).rejects.toMatchObject({ code: "not-found" });
    expect(await trail()).toEqual([]);
  });

  test.each<[string, RevealInput]>([
    ["nothing", {}],
    ["half of a place", { container: "bot" }],
    ["halves of two", { container: "bot", key: "db-password" }],
    ["two places", { container: "bot", variable: "BOT_TOKEN", map: "rules", key: "db-password" }],
  ])("needs a place: not %s", async (_, place) => {
    await expect(reveal(place)).rejects.toThrow("Give container and variable, or map and key.");
  });

  test("is shown to nobody below a lead", async () => {
    for (const role of ["viewer", "operator"] as const) {
      await expect(reveal({ map: "rules", key: "db-password" }, { ...LEE, role })).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(
      reveal({ map: "rules", key: "db-password" }, { kind: "token", id: "t", name: "ci", scope: "operate" }),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await trail()).toEqual([]);
  });

  test("that is damaged is refused", async () => {
    await bot.db.$executeRaw`update "Content" set sealed = set_byte(sealed, 0, get_byte(sealed, 0) # 1)`;
    await expect(reveal({ map: "rules", key: "db-password" })).rejects.toMatchObject({ code: "content-damaged" });
    expect(await trail()).toEqual([]);
  });
});

function withSecrets(template: JsonObject): JsonObject {
  const spec = template.spec as { containers: JsonObject[] };
  const env = [
    { name: "BOT_TOKEN", value: "the former of two" },
    { name: "BOT_TOKEN", value: CANARY },
    { name: "FROM_SECRET", valueFrom: { secretKeyRef: { name: "bot-token", key: "token" } } },
  ];
  const containers = spec.containers.map((container) => ({ ...container, env }));
  return { ...template, spec: { ...spec, containers, initContainers: [{ name: "warm-up", image: "warm:1", env }] } };
}
