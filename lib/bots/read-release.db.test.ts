import { beforeEach, describe, expect, test } from "vitest";
import { readRelease } from "./read-release";
import { reading, rules } from "./testing/config-bot";
import { KIM, watched, type Watched } from "./testing/watched-bot";

let bot: Watched;
let ids: { botId: string; releaseId: string };
beforeEach(async () => {
  bot = await watched();
  ids = await bot.observe(reading("1.1.0", rules({ threshold: "0.7" })));
  return () => bot.database.drop();
});
const read = (more: Partial<typeof ids> = {}) => readRelease({ ctx: bot.as(KIM), input: { ...ids, ...more } });

describe("one release", () => {
  test("is said with what of it comes back", async () => {
    expect(await read()).toMatchObject({
      version: "1.1.0",
      coverage: { config: true, maps: [{ name: "rules", state: "recorded", why: null }], images: [{ container: "bot" }], secrets: [] },
    });
  });

  test("whose content is not kept any more has no coverage, and is a release all the same", async () => {
    await bot.db.release.update({ where: { id: ids.releaseId }, data: { template: "" } });
    expect(await read()).toMatchObject({ version: "1.1.0", coverage: null });
  });

  test("is not there of another bot, nor is one that nobody recorded", async () => {
    await expect(read({ botId: "bot_none" })).rejects.toMatchObject({ code: "not-found" });
    await expect(read({ releaseId: "rel_none" })).rejects.toMatchObject({ code: "not-found" });
  });

  test("that is damaged says so", async () => {
    await bot.db.$executeRaw`update "Content" set sealed = set_byte(sealed, 0, get_byte(sealed, 0) # 1)`;
    await expect(read()).rejects.toMatchObject({ code: "content-damaged" });
  });
});
