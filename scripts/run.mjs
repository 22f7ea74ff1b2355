// node scripts/run.mjs <command> [arguments]: runs scripts/<command>.ts after making what it needs. Plain Node: there may be no packages yet.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { generateClient } from "./run/generate-client.mjs";
import { installPackages } from "./run/install-packages.mjs";
import { refuseOldNode } from "./run/refuse-old-node.mjs";

const here = path.dirname(process.argv[1]);
process.chdir(path.join(here, ".."));

const [command = "", ...args] = process.argv.slice(2);
const file = path.resolve("scripts", `${command}.ts`);

try {
  refuseOldNode();
  if (!/^[a-z-]+$/.test(command) || !existsSync(file))
    throw new Error(`There is no command "${command}". There are: ${commands().join(", ")}.`);
  installPackages();
  generateClient();
  const { register } = await import("tsx/esm/api");
  register();
  const { main } = await import(pathToFileURL(file).href);
  process.exit((await main(args)) ?? 0);
} catch (error) {
  // A StartError is a list of sentences for the person at the terminal; anything else is ours to find.
  const known = error?.name === "StartError" || error?.constructor === Error;
  const lines = error?.problems ?? [known ? error.message : (error?.stack ?? String(error))];
  for (const line of lines) console.error(lines.length > 1 ? `- ${line}` : line);
  process.exit(1);
}

function commands() {
  return readdirSync("scripts")
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.slice(0, -3));
}
