import { ESLint } from "eslint";
import { beforeAll, describe, expect, test } from "vitest";

let eslint: ESLint;
beforeAll(() => {
  eslint = new ESLint({ cwd: process.cwd() });
});

const ZONES = ["import/no-restricted-paths", "@typescript-eslint/no-restricted-imports"];

async function rulesBroken(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath });
  const broken = result?.messages.map(({ ruleId, message }) => ruleId ?? message) ?? [];
  return broken.filter((rule) => rule !== "@typescript-eslint/no-unused-vars");
}

describe("a forbidden import fails", { timeout: 30_000 }, () => {
  test.each([
    ["platform knows nobody", "lib/platform/sample.ts", "@/lib/access/types"],
    ["nor by a relative path", "lib/platform/sample.ts", "../access/types"],
    ["access knows no cluster", "lib/access/sample.ts", "@/lib/cluster/types"],
    ["cluster knows no access", "lib/cluster/sample.ts", "@/lib/access/types"],
    ["bots know no rollbacks", "lib/bots/sample.ts", "@/lib/rollbacks/schemas"],
    ["health knows no access", "lib/health/sample.ts", "@/lib/access/types"],
    ["lib knows no commands", "lib/rollbacks/sample.ts", "@/scripts/start"],
    ["lib knows no React", "lib/bots/sample.ts", "react"],
    ["lib knows no Next", "lib/rollbacks/sample.ts", "next/headers"],
    ["the Kubernetes client stays in lib/cluster", "lib/bots/sample.ts", "@kubernetes/client-node"],
    ["also away from pages", "app/sample.ts", "@kubernetes/client-node"],
    ["the database driver stays in lib/platform", "lib/bots/sample.ts", "pg"],
    ["so does the generated client", "lib/bots/sample.ts", "@/prisma/generated/client"],
    ["the product knows no practice cluster", "worker/sample.ts", "@/lib/sandbox/start-practice-cluster"],
    ["nor do pages", "app/sample.tsx", "@/lib/sandbox/start-practice-cluster"],
    ["the practice cluster knows nothing of ours", "lib/sandbox/sample.ts", "@/lib/platform/json"],
    ["components take no verbs", "components/sample.tsx", "@/lib/bots/list-bots"],
    ["nor by a relative path ", "components/sample.tsx", "../lib/bots/list-bots"],
  ])("%s: %s ← %s", async (_, file, from) => {
    expect(await rulesBroken(file, `import * as it from "${from}";`)).toEqual([expect.toBeOneOf(ZONES)]);
  });
});

describe("an allowed import passes", { timeout: 30_000 }, () => {
  test.each([
    ["lib/access/sample.ts", `import { newId } from "@/lib/platform/ids";`],
    ["lib/rollbacks/sample.ts", `import { listBots } from "@/lib/bots/list-bots";`],
    ["lib/cluster/sample.ts", `import { KubeConfig } from "@kubernetes/client-node";`],
    ["lib/access/session.ts", `import { cookies } from "next/headers";`],
    ["lib/bots/sample.db.test.ts", `import { freshDatabase } from "@/e2e/support/postgres";`],
    ["lib/cluster/sample.cluster.test.ts", `import { startPracticeCluster } from "@/lib/sandbox/start-practice-cluster";`],
    ["components/sample.tsx", `import type { Actor } from "@/lib/access/types";`],
    ["components/sample.tsx", `import { z } from "@/lib/bots/schemas";`],
    ["app/sample.ts", `import { listBots } from "@/lib/bots/list-bots";`],
    ["worker/sample.ts", `import { listBots } from "@/lib/bots/list-bots";`],
  ])("%s: %s", async (file, code) => {
    expect(await rulesBroken(file, code)).toEqual([]);
  });
});

describe("the house's other rules", { timeout: 30_000 }, () => {
  test.each([
    ["no any", "lib/bots/sample.ts", "export const it = (given: any) => given;", "@typescript-eslint/no-explicit-any"],
    ["no enums", "lib/bots/sample.ts", "export enum It { A }", "no-restricted-syntax"],
    ["settings are read in one place", "lib/bots/sample.ts", "export const it = process.env.HOME;", "no-restricted-properties"],
    ["logs go through the logger", "worker/sample.ts", `console.log("it");`, "no-console"],
    [
      "text is text",
      "components/sample.tsx",
      `export const It = () => <p dangerouslySetInnerHTML={{ __html: "" }} />;`,
      "no-restricted-syntax",
    ],
    ["files stay small", "lib/bots/sample.ts", "export const it = 1;\n".repeat(301), "max-lines"],
  ])("%s", async (_, file, code, rule) => {
    expect(await rulesBroken(file, code)).toContain(rule);
  });
});
