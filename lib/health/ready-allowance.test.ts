import { expect, test } from "vitest";
import type { JsonObject } from "@/lib/platform/json";
import { readyAllowanceMs } from "./ready-allowance";

const seconds = (...containers: JsonObject[]) => readyAllowanceMs({ spec: { containers } }) / 1000;

test.each<[string, JsonObject[], number]>([
  ["15 s without probes", [{}], 15],
  ["15 s for a probe as Kubernetes defaults it", [{ readinessProbe: {} }], 15],
  ["the delay more", [{ readinessProbe: { initialDelaySeconds: 20 } }], 35],
  ["a whole period where that is longer", [{ readinessProbe: { initialDelaySeconds: 5, periodSeconds: 60 } }], 65],
  ["as many periods as successes are asked for", [{ readinessProbe: { periodSeconds: 10, successThreshold: 3 } }], 30],
  [
    "all that a startup probe lets it take, and then the first answers",
    [{ startupProbe: { periodSeconds: 10, failureThreshold: 30 }, readinessProbe: {} }],
    315,
  ],
  ["a startup probe with its defaults", [{ startupProbe: { initialDelaySeconds: 5 } }], 50],
  ["the slowest container's", [{ readinessProbe: { initialDelaySeconds: 5 } }, { readinessProbe: { initialDelaySeconds: 90 } }], 105],
  ["15 s where a probe says nonsense", [{ readinessProbe: { initialDelaySeconds: -5, periodSeconds: "10s" } }], 15],
])("%s", (_, containers, expected) => {
  expect(seconds(...containers)).toBe(expected);
});

test.each<[string, JsonObject]>([
  ["no spec", {}],
  ["no containers", { spec: {} }],
  ["containers that are none", { spec: { containers: "many" } }],
])("is 15 s for a template with %s", (_, template) => {
  expect(readyAllowanceMs(template)).toBe(15_000);
});
