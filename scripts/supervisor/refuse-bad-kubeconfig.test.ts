import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { refuseBadKubeconfig } from "./refuse-bad-kubeconfig";

const dir = mkdtempSync(path.join(tmpdir(), "lastgood-kubeconfig-"));
const file = (name: string, text: string) => {
  writeFileSync(path.join(dir, name), text);
  return path.join(dir, name);
};
const good = file(
  "good.yaml",
  "clusters: [{name: a, cluster: {server: 'https://a.example'}}]\ncontexts: [{name: a, context: {cluster: a, user: a}}]\nusers: [{name: a, user: {token: canary}}]\n",
);

test("a good kubeconfig, several of them, and none at all are taken", () => {
  for (const list of [good, [good, good].join(path.delimiter), "", undefined]) expect(() => refuseBadKubeconfig(list)).not.toThrow();
});

test("every bad one is named with what is wrong, and nothing of what is in it", () => {
  const list = [file("broken.yaml", "users: [canary"), "/nonexistent/kubeconfig", dir, good].join(path.delimiter);
  const refusal = (() => {
    try {
      refuseBadKubeconfig(list);
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toMatchObject({
    problems: [
      expect.stringContaining("broken.yaml"),
      "KUBECONFIG: /nonexistent/kubeconfig cannot be read (ENOENT)",
      expect.stringContaining("(EISDIR)"),
    ] as unknown[],
  });
  expect(String(refusal)).not.toContain("canary");
});
