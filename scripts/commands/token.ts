import { Option, type Command } from "commander";
import { createToken } from "@/lib/access/create-token";
import { listTokens } from "@/lib/access/list-tokens";
import { revokeToken } from "@/lib/access/revoke-token";
import type { TokenJson } from "@/lib/access/schemas";
import { TOKEN_SCOPES, type TokenScope } from "@/lib/access/types";
import { Duration } from "@/lib/platform/duration";
import { StartError } from "@/lib/platform/start-error";
import { asOperator } from "./as-operator";
import { say, table } from "./say";

type Json = { json?: boolean };

/** `token create|list|revoke` */
export function addTokenCommands(program: Command): void {
  const token = program.command("token").description("API tokens, for machines");

  token
    .command("create")
    .description("make a token; its secret is shown once")
    .requiredOption("--name <name>", "what uses it")
    .addOption(new Option("--scope <scope>", "what it may do").choices(TOKEN_SCOPES).makeOptionMandatory())
    .option("--expires <duration>", "how long it works: 12h, 30d, or never", "90d")
    .option("--json", "answer with one JSON document")
    .action(async ({ name, scope, expires, json }: Json & { name: string; scope: TokenScope; expires: string }) => {
      const expiresAt = expiryOf(expires);
      const { token: made, secret } = await asOperator((ctx) => createToken({ ctx, input: { name, scope, expiresAt } }));
      const until = made.expiresAt === null ? "It never expires." : `It works until ${made.expiresAt}.`;
      say(json, { token: secret }, [`Made token ${name} (${made.id}), scope ${scope}. ${until}`, `Secret, shown only now: ${secret}`]);
    });

  token
    .command("list")
    .description("list tokens, newest first")
    .option("--json", "answer with one JSON document")
    .action(async ({ json }: Json) => {
      const items = await asOperator((ctx) => listTokens({ ctx }));
      const rows = items.map((item) => [item.id, item.name, item.scope, standingOf(item), item.lastUsedAt ?? "never"]);
      say(json, { items }, items.length > 0 ? table(["ID", "NAME", "SCOPE", "STANDING", "LAST USED"], rows) : ["There is no token yet."]);
    });

  token
    .command("revoke <id>")
    .description("end a token at once")
    .option("--json", "answer with one JSON document")
    .action(async (id: string, { json }: Json) => {
      await asOperator((ctx) => revokeToken({ ctx, input: { id } }));
      say(json, { revoked: id }, [`Token ${id} does not work any more.`]);
    });
}

function expiryOf(expires: string): Date | null {
  if (expires === "never") return null;
  const seconds = Duration.safeParse(expires);
  if (!seconds.success || seconds.data === 0)
    throw new StartError(`--expires ${expires}: give a number and a unit, such as 12h or 30d (at most 365d), or never.`);
  return new Date(Date.now() + seconds.data * 1_000);
}

function standingOf({ revokedAt, expiresAt }: TokenJson): string {
  if (revokedAt !== null) return `revoked ${revokedAt}`;
  if (expiresAt === null) return "never expires";
  return `${Date.parse(expiresAt) <= Date.now() ? "expired" : "until"} ${expiresAt}`;
}
