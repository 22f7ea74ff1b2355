import { defineConfig } from "@playwright/test";
import { findBrowser } from "./e2e/support/browser";

const { executablePath, env, args } = await findBrowser();
Object.assign(process.env, env);

/**
 * Browser tests, on the production build. Every one runs on the practice cluster and, with KUBEBUILDER_ASSETS set, on a real control plane;
 * `*.practice.spec.ts` and `*.control-plane.spec.ts` on that one only. `testInfo.project.name` says which.
 */
export default defineConfig({
  testDir: "e2e/browser",
  outputDir: "test-results/browser",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: { launchOptions: { executablePath, args }, trace: "retain-on-failure", screenshot: "only-on-failure", locale: "en-GB" },
  projects: [
    { name: "practice", testIgnore: "**/*.control-plane.spec.ts" },
    ...(process.env.KUBEBUILDER_ASSETS ? [{ name: "control-plane", testIgnore: "**/*.practice.spec.ts" }] : []),
  ],
});
