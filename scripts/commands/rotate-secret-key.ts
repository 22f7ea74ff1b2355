import type { Command } from "commander";
import { commandEnv } from "@/lib/platform/env";
import { asOperator } from "./as-operator";
import { forgetLostKey } from "./forget-lost-key";
import { replaceSecretKey } from "./replace-secret-key";
import { say } from "./say";

type Options = { newContentKey?: boolean; keyLost?: boolean; json?: boolean };

/** `rotate-secret-key` */
export function addRotateSecretKeyCommand(program: Command): void {
  program
    .command("rotate-secret-key")
    .description(
      "replace the key that opens what is stored: LASTGOOD_FORMER_SECRET_KEY by LASTGOOD_SECRET_KEY, else the kept one by a new one",
    )
    .option("--new-content-key", "seal contents from now on with a fresh key of their own")
    .option("--key-lost", "throw away all that is stored, since nobody can open it any more")
    .option("--json", "answer with one JSON document")
    .action(({ newContentKey = false, keyLost, json }: Options) => (keyLost ? forget(json) : rotate(newContentKey, json)));
}

async function rotate(fresh: boolean, json: boolean | undefined): Promise<void> {
  const { wrapped, added } = await asOperator((ctx) => replaceSecretKey(ctx, commandEnv(), { fresh }));
  say(json, { wrapped, added }, [
    wrapped === 0
      ? "No key had to be wrapped anew."
      : `Wrapped ${wrapped === 1 ? "one key" : `${wrapped} keys`} anew; contents are as they were.`,
    ...(added === null ? [] : [`Contents from now on are sealed with a fresh key, ${added}.`]),
    "Restart web and worker with the new secret key now: those that run still have the former one.",
  ]);
}

async function forget(json: boolean | undefined): Promise<void> {
  const { contents } = await asOperator((ctx) => forgetLostKey(ctx, commandEnv()));
  say(json, { forgotten: contents }, [
    `Threw away ${contents === 1 ? "one stored content" : `${contents} stored contents`}. No release from before can be restored, but for what runs and is seen again.`,
    "Restart web and worker with this secret key now.",
  ]);
}
