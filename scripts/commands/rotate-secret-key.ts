import type { Command } from "commander";
import type { Ctx } from "@/lib/access/ctx";
import { recordAudit } from "@/lib/access/record-audit";
import { commandEnv } from "@/lib/platform/env";
import { inTransaction } from "@/lib/platform/in-transaction";
import { StartError } from "@/lib/platform/start-error";
import { lockContentKeys } from "@/lib/platform/vault/content-key-rows";
import { dataDirSecretKey, rotateDataDirSecretKey } from "@/lib/platform/vault/data-dir-secret-key";
import { forgetContents } from "@/lib/platform/vault/forget-contents";
import { rotateSecretKey, type Rotation } from "@/lib/platform/vault/rotate-secret-key";
import { asOperator } from "./as-operator";
import { say } from "./say";

type Options = { newContentKey?: boolean; keyLost?: boolean; json?: boolean };

/** `rotate-secret-key`: wraps the content keys anew; what they sealed stays as it is. */
export function addRotateSecretKeyCommand(program: Command): void {
  program
    .command("rotate-secret-key")
    .description("seal what is stored with another secret key: LASTGOOD_SECRET_KEY in place of LASTGOOD_FORMER_SECRET_KEY, else a new one")
    .option("--new-content-key", "seal contents from now on with a fresh key of their own")
    .option("--key-lost", "throw away all that is stored, since nobody can open it any more")
    .option("--json", "answer with one JSON document")
    .action(async ({ newContentKey = false, keyLost, json }: Options) => {
      if (keyLost) return sayForgotten(json, await asOperator(forget));
      sayRotated(json, await asOperator((ctx) => rotate(ctx, newContentKey)));
    });
}

async function rotate(ctx: Ctx, fresh: boolean): Promise<Rotation> {
  const { LASTGOOD_DATA_DIR: dataDir, LASTGOOD_SECRET_KEY: next, LASTGOOD_FORMER_SECRET_KEY: former } = commandEnv();
  if (next === undefined && former === undefined) {
    const rotation = await inTransaction(ctx, (tx) => onRecord(tx, () => rotateDataDirSecretKey(tx, dataDir, { fresh })));
    await dataDirSecretKey(ctx, dataDir);
    return rotation;
  }
  if (next === undefined || former === undefined || next === former) throw new StartError(BOTH);
  return inTransaction(ctx, (tx) => onRecord(tx, () => rotateSecretKey(tx, { former, next, fresh })));
}

async function onRecord(tx: Ctx, act: () => Promise<Rotation>): Promise<Rotation> {
  await lockContentKeys(tx);
  const rotation = await act();
  const { from, to, wrapped, added } = rotation;
  const entry = {
    action: "secret-key.rotate",
    subject: "the secret key",
    before: { secretKey: from },
    after: { secretKey: to, wrapped, added },
  };
  if (wrapped > 0 || added !== null) await recordAudit(tx, entry);
  return rotation;
}

async function forget(ctx: Ctx): Promise<number> {
  const { LASTGOOD_DATA_DIR, LASTGOOD_SECRET_KEY } = commandEnv();
  const secretKey = LASTGOOD_SECRET_KEY ?? (await dataDirSecretKey(ctx, LASTGOOD_DATA_DIR));
  return inTransaction(ctx, async (tx) => {
    await lockContentKeys(tx);
    const { contents } = await forgetContents(tx, secretKey);
    await tx.db.release.updateMany({ data: { template: "" } }); // what runs is stored again at its next sight
    await recordAudit(tx, { action: "secret-key.forget", subject: "what the lost secret key sealed", before: { contents } });
    return contents;
  });
}

function sayRotated(json: boolean | undefined, { wrapped, added }: Rotation): void {
  const lines = [
    wrapped === 0
      ? "No key had to be wrapped anew."
      : `Wrapped ${wrapped === 1 ? "one key" : `${wrapped} keys`} anew; contents are as they were.`,
    ...(added === null ? [] : [`Contents from now on are sealed with a fresh key, ${added}.`]),
    "Restart web and worker with the new secret key now: those that run still have the former one.",
  ];
  say(json, { wrapped, added }, lines);
}

function sayForgotten(json: boolean | undefined, contents: number): void {
  const lines = [
    `Threw away ${contents} stored contents. No release from before can be restored, but for what runs and is seen again.`,
    "Start web and worker with this secret key now.",
  ];
  say(json, { forgotten: contents }, lines);
}

const BOTH =
  "To rotate a secret key of your own, set LASTGOOD_SECRET_KEY to the new one and LASTGOOD_FORMER_SECRET_KEY to the one it replaces; each may be a _FILE. Without either, the one in LASTGOOD_DATA_DIR is replaced. Nothing was changed.";
