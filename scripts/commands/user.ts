import { text } from "node:stream/consumers";
import { Option, type Command } from "commander";
import { addUser } from "@/lib/access/add-user";
import { disableUser } from "@/lib/access/disable-user";
import { listUsers } from "@/lib/access/list-users";
import { resetPassword } from "@/lib/access/reset-password";
import { ROLES, type Role } from "@/lib/access/types";
import { StartError } from "@/lib/platform/start-error";
import { asOperator } from "./as-operator";
import { say, table } from "./say";

type Json = { json?: boolean };
type WithPassword = Json & { passwordStdin?: boolean };

const PASSWORD_STDIN = ["--password-stdin", "read the password from standard input; without it one is made and shown once"] as const;

/** `user add|list|reset-password|disable` */
export function addUserCommands(program: Command): void {
  const user = program.command("user").description("people who sign in");

  user
    .command("add <email>")
    .description("add a person")
    .option("--name <name>", "what pages and the audit log call them (default: the address up to the @)")
    .addOption(new Option("--role <role>", "what they may do").choices(ROLES).makeOptionMandatory())
    .option(...PASSWORD_STDIN)
    .option("--json", "answer with one JSON document")
    .action(
      async (email: string, { name = email.split("@")[0] ?? email, role, ...options }: WithPassword & { name?: string; role: Role }) => {
        const password = await passwordFrom(options);
        const { user: added, generatedPassword } = await asOperator((ctx) => addUser({ ctx, input: { email, name, role, ...password } }));
        say(options.json, { user: added, password: generatedPassword }, [
          `Added ${added.email} as ${role}.`,
          ...shownOnce(generatedPassword),
        ]);
      },
    );

  user
    .command("list")
    .description("list everybody")
    .option("--json", "answer with one JSON document")
    .action(async ({ json }: Json) => {
      const items = await asOperator((ctx) => listUsers({ ctx }));
      const rows = items.map(({ email, name, role, disabledAt }) => [email, name, role, disabledAt ? `disabled ${disabledAt}` : ""]);
      say(json, { items }, items.length > 0 ? table(["E-MAIL", "NAME", "ROLE", ""], rows) : ["There is nobody yet."]);
    });

  user
    .command("reset-password <email>")
    .description("give a person a new password and end all their sessions")
    .option(...PASSWORD_STDIN)
    .option("--json", "answer with one JSON document")
    .action(async (email: string, options: WithPassword) => {
      const password = await passwordFrom(options);
      const { generatedPassword } = await asOperator((ctx) => resetPassword({ ctx, input: { email, ...password } }));
      say(options.json, { email, password: generatedPassword }, [
        `${email} has a new password; all sessions ended.`,
        ...shownOnce(generatedPassword),
      ]);
    });

  user
    .command("disable <email>")
    .description("end all sessions of a person and let them sign in no more")
    .option("--json", "answer with one JSON document")
    .action(async (email: string, { json }: Json) => {
      await asOperator((ctx) => disableUser({ ctx, input: { email } }));
      say(json, { disabled: email }, [`${email} cannot sign in any more.`]);
    });
}

async function passwordFrom({ passwordStdin }: WithPassword): Promise<{ password?: string }> {
  if (!passwordStdin) return {};
  const password = (await text(process.stdin)).replace(/\r?\n$/, "");
  if (password === "") throw new StartError("Nothing came on standard input. Nothing was changed.");
  return { password };
}

function shownOnce(password: string | null): string[] {
  return password === null ? [] : [`Password, shown only now: ${password}`];
}
