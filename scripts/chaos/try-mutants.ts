import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { runProgram } from "../test/run-program";
import { MUTANTS, type Mutant } from "./mutants";

const LEFT_OUT = ["node_modules", ".git", ".next", ".lastgood", "dist", "test-results"];

/** Breaks a throw-away copy of the tree in one place after the other, and has the harness look at it. Returns 0 where each was seen. */
export async function tryMutants(): Promise<number> {
  const dir = mkdtempSync(path.join(tmpdir(), "lastgood-mutants-"));
  let unseen = 0;
  try {
    symlinkSync(path.resolve("node_modules"), path.join(dir, "node_modules"));
    cpSync(".", dir, { recursive: true, filter: (from) => !LEFT_OUT.includes(path.relative(".", from)) });
    for (const mutant of MUTANTS) {
      const isSeen = await isSeenIn(dir, mutant);
      if (!isSeen) unseen += 1;
      console.log(`${isSeen ? "red as it must be" : "NOT SEEN         "}  ${mutant.invariant.padEnd(30)}  without ${mutant.without}`);
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
  console.log(`${MUTANTS.length - unseen} of ${MUTANTS.length} mutants were seen.`);
  return unseen === 0 ? 0 : 1;
}

/** @throws where the place is not there, or what has to see it is not green without the change */
async function isSeenIn(dir: string, { file, from, to, seenBy, without }: Mutant): Promise<boolean> {
  const target = path.join(dir, file);
  const whole = readFileSync(target, "utf8");
  if (whole.split(from).length !== 2)
    throw new Error(`${file} has not exactly one ${JSON.stringify(from)}: write the mutant without ${without} anew.`);
  const look = () =>
    runProgram([path.resolve("node_modules/vitest/vitest.mjs"), "run", "--root", dir, ...seenBy], { KUBEBUILDER_ASSETS: undefined }, dir);
  writeFileSync(
    target,
    whole.replace(from, () => to),
  );
  const broken = await look();
  writeFileSync(target, whole);
  if (!/Tests .*\d failed/.test(stripVTControlCharacters(broken.output))) return false;
  const sound = await look();
  if (sound.code !== 0) throw new Error(`What has to see the mutant without ${without} is red without it too:\n${sound.output}`);
  return true;
}
