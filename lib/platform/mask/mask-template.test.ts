import { expect, test } from "vitest";
import type { JsonObject } from "@/lib/platform/json";
import { MASK } from "./mask";
import { maskTemplate } from "./mask-template";

const template: JsonObject = {
  metadata: {
    labels: { app: "omniserve", "app.kubernetes.io/version": "1.2.0" },
    annotations: {
      "checksum/config": "9f3a61c07be24d58a1f0c3d2e4b59786",
      "example.com/token": "canary",
      note: "login with password=canary",
    },
  },
  spec: {
    serviceAccountName: "omniserve",
    imagePullSecrets: [{ name: "registry" }],
    containers: [
      {
        name: "bot",
        image: "ghcr.io/acme/omniserve:1.2.0",
        env: [
          { name: "BOT_TOKEN", value: "canary" },
          { value: "canary", name: "DB_PASSWORD" },
          { name: "FROM_SECRET", valueFrom: { secretKeyRef: { name: "bot-token", key: "token" } } },
          { name: "MODE", value: "strict" },
        ],
        command: ["sh", "-c", "exec bot --api-key canary --mode strict"],
        args: ["--token", "canary", "--password=canary", "--secret", "--verbose", "--level", "info"],
        readinessProbe: { httpGet: { path: "/ready", port: 80, httpHeaders: [{ name: "Authorization", value: "Bearer canary" }] } },
      },
    ],
    volumes: [
      { name: "token", secret: { secretName: "bot-token", optional: false } },
      { csi: { volumeAttributes: { password: "canary" } } },
    ],
  },
};

test("hides every literal credential of a template, and nothing else", () => {
  const masked = JSON.stringify(maskTemplate(template));
  expect(masked).not.toContain("canary");
  expect(masked.split(MASK)).toHaveLength(10);
  const shown = JSON.stringify(template).replaceAll("Bearer canary", MASK).replaceAll("canary", MASK);
  expect(masked).toBe(shown);
});

test("keeps keys that other code could stumble over", () => {
  const odd = JSON.parse(`{"metadata": {"annotations": {"__proto__": "ghp_canaryCanaryCanary01", "constructor": "x"}}}`) as JsonObject;
  expect(JSON.stringify(maskTemplate(odd))).toBe(`{"metadata":{"annotations":{"__proto__":"${MASK}","constructor":"x"}}}`);
});
