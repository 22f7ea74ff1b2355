import { isObject, type Json, type JsonObject } from "@/lib/platform/json";
import { containerFacts } from "./container-facts";
import { flatten } from "./flatten";

/** One thing that a template says, under a name that a person knows. */
export type Fact = { what: string; key: string; value: string };
export type FactGroup = { title: string; container: string | null; facts: Fact[] };

/** A pod template as named facts: one group a container, matched by name so that a moved one is not a changed one, and one for the pod. */
export function templateFacts(template: JsonObject): FactGroup[] {
  const spec = isObject(template.spec) ? template.spec : {};
  const { containers, initContainers, ...rest } = spec;
  return [
    ...list(containers).map((container) => group("container", container)),
    ...list(initContainers).map((container) => group("init container", container)),
    { title: "pod", container: null, facts: podFacts(rest, isObject(template.metadata) ? template.metadata : {}) },
  ];
}

function group(title: string, container: JsonObject): FactGroup {
  const name = String(container.name ?? "");
  return { title: `${title} ${name}`, container: name, facts: containerFacts(container) };
}

function podFacts(spec: JsonObject, metadata: JsonObject): Fact[] {
  const { volumes, ...rest } = spec;
  const plain = (what: string, value: Json | undefined): Fact[] => flatten(value ?? {}).map(([key, text]) => ({ what, key, value: text }));
  return [
    ...list(volumes).flatMap(({ name, ...source }) =>
      flatten(source).map(([key, text]) => ({ what: "volume", key: `${String(name)} ${key}`, value: text })),
    ),
    ...plain("label", metadata.labels),
    ...plain("annotation", metadata.annotations),
    ...plain("other", rest),
  ];
}

function list(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
