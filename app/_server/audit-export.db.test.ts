import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "@/lib/platform/in-transaction";
import { recordAudit } from "@/lib/access/record-audit";
import { openTestApi, type TestApi } from "./testing/test-api";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
  const act = { action: "rollback.confirm", subject: "OmniServe", before: { version: "1.2.0" }, reason: '=HYPERLINK("http://x")' };
  await inTransaction(api.scene.ctx(), (tx) => recordAudit(tx, act));
});
afterAll(() => api.close());

const download = (query: string) => api.call("GET", "/api/v1/audit/export", { as: "lead", query });

test("an export as CSV is a file that no spreadsheet runs", async () => {
  const response = await download("?format=csv&action=rollback");
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="lastgood-audit-\d{4}-\d\d-\d\d\.csv"$/);
  const [head, line, end] = (await response.text()).split("\r\n");
  expect(head).toBe("seq,at,actor,action,subject,reason,before,after,botId,requestId,hash,prevHash");
  expect(line).toContain(`rollback.confirm,OmniServe,"'=HYPERLINK(""http://x"")","{""version"":""1.2.0""}",,`);
  expect(end).toBe("");
});

test("an export as JSON is one document, and empty where nothing matches", async () => {
  const { items } = (await (await download("?format=json&action=rollback")).json()) as { items: unknown[] };
  expect(items).toMatchObject([{ subject: "OmniServe", before: { version: "1.2.0" } }]);
  expect(await (await download("?format=json&actor=nobody")).json()).toEqual({ items: [] });
});

test("an export in no format we know is refused, and not on the record", async () => {
  const before = await api.scene.database.db.auditEntry.count();
  expect((await download("?format=xlsx")).status).toBe(400);
  expect(await api.scene.database.db.auditEntry.count()).toBe(before);
});
