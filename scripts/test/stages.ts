import { mkdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { findBrowser } from "@/e2e/support/browser";
import { build } from "../build";
import { countPlaywright } from "./count-playwright";
import { countVitest } from "./count-vitest";
import { runProgram } from "./run-program";
import { asOne, type Outcome, type Stage } from "./stage";

const RESULTS = "test-results";

/** Every stage of `npm test`: groups in order, in each group lanes at the same time, in each lane one stage after the other. */
export function stages(env: Record<string, string | undefined>): Stage[][][] {
  return [
    [
      [
        tool("format", [
          "node_modules/prettier/bin/prettier.cjs",
          "--check",
          "--log-level=warn",
          "--cache",
          "--cache-location=.lastgood/prettier-cache",
          ".",
        ]),
      ],
      [tool("lint", ["node_modules/eslint/bin/eslint.js", "--max-warnings=0", "--cache", "--cache-location=.lastgood/eslint-cache", "."])],
      [tool("types", ["node_modules/typescript/bin/tsc", "--noEmit"])],
    ],
    [
      [vitest("unit", env), { name: "build", run: buildStage }, vitest("database", env, availableParallelism() + 1)],
      [vitest("cluster", env, 2)],
    ],
    [[{ name: "browser", run: () => browserStage(env) }]],
  ];
}

function tool(name: string, args: string[]): Stage {
  return {
    name,
    run: async () => {
      const { code, output } = await runProgram(args);
      return asOne(code === 0, output);
    },
  };
}

/** `workers`: more than the one fewer than there are cores that Vitest takes, for tests that wait more than they work. */
function vitest(name: string, env: Record<string, string | undefined>, workers?: number): Stage {
  return {
    name,
    run: async () => {
      const report = freshReport(name);
      const args = [
        "node_modules/vitest/vitest.mjs",
        "run",
        "--project",
        name,
        "--passWithNoTests",
        ...(workers === undefined ? [] : [`--maxWorkers=${workers}`]),
        "--reporter=default",
        "--reporter=json",
      ];
      const { code, output } = await runProgram([...args, `--outputFile.json=${report}`], env);
      return countVitest(report, code, output);
    },
  };
}

async function buildStage(): Promise<Outcome> {
  try {
    await build();
    return asOne(true, "");
  } catch (error) {
    return asOne(false, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

async function browserStage(env: Record<string, string | undefined>): Promise<Outcome> {
  try {
    await findBrowser(); // unpacks it, once, before the tests' clocks run
  } catch (error) {
    return asOne(false, (error as Error).message);
  }
  const report = freshReport("browser");
  const args = ["node_modules/@playwright/test/cli.js", "test", "--pass-with-no-tests", "--reporter=list,json"];
  const { code, output } = await runProgram(args, { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  return countPlaywright(report, code, output);
}

function freshReport(name: string): string {
  const file = `${RESULTS}/${name}.json`;
  mkdirSync(RESULTS, { recursive: true });
  rmSync(file, { force: true });
  return file;
}
