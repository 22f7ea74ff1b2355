import { isObject, type JsonObject } from "@/lib/platform/json";

/** Time for the first probe answers to come in before "not ready" counts against a pod. */
const GRACE_MS = 15_000;

/** How long, in milliseconds, a pod of this template may be up without being ready: what its own probes ask for, and a little more. */
export function readyAllowanceMs(template: JsonObject): number {
  const spec = isObject(template.spec) ? template.spec : {};
  const containers = Array.isArray(spec.containers) ? spec.containers.filter(isObject) : [];
  return Math.max(GRACE_MS, ...containers.map((container) => startup(container.startupProbe) + readiness(container.readinessProbe)));
}

/** The longest that a startup probe lets a container take: until it is over, readiness is not asked for. */
function startup(probe: unknown): number {
  if (!isObject(probe)) return 0;
  return seconds(delay(probe) + number(probe.periodSeconds, 10) * number(probe.failureThreshold, 3));
}

/** The first round of answers, with one that comes late. */
function readiness(probe: unknown): number {
  if (!isObject(probe)) return GRACE_MS;
  return seconds(delay(probe)) + Math.max(GRACE_MS, seconds(number(probe.periodSeconds, 10) * number(probe.successThreshold, 1)));
}

function delay(probe: JsonObject): number {
  return number(probe.initialDelaySeconds, 0);
}

function seconds(n: number): number {
  return n * 1000;
}

function number(value: unknown, otherwise: number): number {
  return typeof value === "number" && value >= 0 ? value : otherwise;
}
