import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@": path.resolve(import.meta.dirname) };
const exclude = ["**/node_modules/**", "**/.next/**", "**/.lastgood/**", "**/dist/**"];

/**
 * Three kinds of test, fastest first. `unit`: pure, no I/O beyond loopback. `database`: verbs on a real PostgreSQL. `cluster`: on the practice
 * cluster and, with KUBEBUILDER_ASSETS set, on a real control plane.
 */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          isolate: false,
          include: ["**/*.test.ts"],
          exclude: [...exclude, "**/*.db.test.ts", "**/*.cluster.test.ts"],
          setupFiles: ["e2e/support/same-examples.ts"],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "database",
          isolate: false, // modules are loaded, and databases made, once for each worker
          include: ["**/*.db.test.ts"],
          exclude,
          globalSetup: ["e2e/support/postgres-global-setup.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "cluster",
          isolate: false,
          include: ["**/*.cluster.test.ts"],
          exclude,
          globalSetup: ["e2e/support/postgres-global-setup.ts", "e2e/support/clusters-global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
