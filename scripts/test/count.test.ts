import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { controlPlane } from "./control-plane";
import { countPlaywright } from "./count-playwright";
import { countVitest } from "./count-vitest";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lastgood-count-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: object): string {
  const file = path.join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test.each([
  ["all well", { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 }, 0, { passed: 3, failed: 0, skipped: 2 }],
  ["some failed", { numPassedTests: 3, numFailedTests: 2, numPendingTests: 0, numTodoTests: 0 }, 1, { passed: 3, failed: 2, skipped: 0 }],
  [
    "a file that could not be loaded",
    { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 },
    1,
    { passed: 3, failed: 1, skipped: 0 },
  ],
])("vitest: %s", (_, content, code, counted) => {
  expect(countVitest(report(content), code, "")).toMatchObject(counted);
});

test("vitest: no report at all is a failure", () => {
  expect(countVitest(path.join(folder, "none.json"), 1, "crashed")).toEqual({ passed: 0, failed: 1, skipped: 0, output: "crashed" });
});

test("Playwright: a test that passed only the second time failed", () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  expect(countPlaywright(report({ stats }), 1, "")).toMatchObject({ passed: 4, failed: 2, skipped: 2 });
});

test("without the real control plane's binaries one line says which are missing and how to get them", () => {
  writeFileSync(path.join(folder, "etcd"), "", { mode: 0o755 });
  const some = controlPlane(folder);
  expect("missing" in some && some.missing).toMatch(
    /^Skipped: .* lacks kube-apiserver, kube-controller-manager, kube-scheduler, kubectl, kwok\. "setup-envtest/,
  );
  expect("missing" in some && some.missing.split("\n")).toHaveLength(1);
  const none = controlPlane(undefined);
  expect("missing" in none && none.missing).toContain("KUBEBUILDER_ASSETS names no folder with etcd");
});
