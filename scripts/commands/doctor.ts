import type { Command } from "commander";
import { examine } from "./examine";
import { say } from "./say";

/** `doctor` */
export function addDoctorCommand(program: Command, exitWith: (code: number) => void): void {
  program
    .command("doctor")
    .description("say what of database, worker, clusters and permissions works, and what is missing")
    .option("--json", "answer with one JSON document")
    .action(async ({ json }: { json?: boolean }) => {
      const findings = await examine();
      const ok = findings.every((finding) => finding.ok);
      const lines = findings.flatMap(({ ok, what, sentence, fix }) => [
        `${ok ? "✓" : "✗"} ${what}: ${sentence}`,
        ...(fix === undefined ? [] : fix.split("\n").map((line) => `    ${line}`)),
      ]);
      say(json, { ok, findings }, [
        ...lines,
        "",
        ok ? "Everything works." : `${findings.filter((each) => !each.ok).length} of ${findings.length} do not work.`,
      ]);
      exitWith(ok ? 0 : 1);
    });
}
