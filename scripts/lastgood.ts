import { Command, CommanderError } from "commander";
import { addDoctorCommand } from "./commands/doctor";
import { addMigrateCommand } from "./commands/migrate";
import { addRollbackCommands } from "./commands/rollback";
import { addRotateSecretKeyCommand } from "./commands/rotate-secret-key";
import { sentencesOf } from "./commands/sentences-of";
import { addTokenCommands } from "./commands/token";
import { addUserCommands } from "./commands/user";

/** `npm run lastgood -- …`: the operator's commands. The exit code is 0 when it was done; otherwise sentences say why not. */
export async function main(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command("lastgood")
    .description("Lastgood, for its operator.")
    .exitOverride()
    .showHelpAfterError("(add --help for what there is)");
  addUserCommands(program);
  addTokenCommands(program);
  addMigrateCommand(program);
  addRotateSecretKeyCommand(program);
  addRollbackCommands(program, (code) => (exitCode = code));
  addDoctorCommand(program, (code) => (exitCode = code));
  inherit(program);
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode; // it has said what is wrong
    for (const sentence of sentencesOf(error)) console.error(sentence);
    return 1;
  }
}

// Commander hands these down only to commands made through their parent before they were set.
function inherit(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent);
    inherit(command);
  }
}
