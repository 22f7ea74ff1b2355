import type { JsonObject } from "@/lib/platform/json";
import { listOf, type Maps } from "./pod-sight";

type Reference = { name: string; key: string; optional?: boolean };

/**
 * The variables of a container, as a kubelet makes them: `envFrom` in its order, then `env` in its order, a later one over an earlier one. Values of
 * other sources stand for themselves, as text.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/kubelet_pods.go
 */
export function podEnvironment(container: JsonObject, maps: Maps, refuse: (why: string) => void): Map<string, string> {
  const variables = new Map<string, string>();
  for (const { prefix = "", configMapRef } of listOf(container.envFrom)) {
    if (!configMapRef) continue;
    const { name, optional } = configMapRef as Reference;
    const map = maps.get(name);
    if (!map && !optional) refuse("a map of the environment is missing");
    for (const [key, value] of Object.entries(map?.data ?? {})) variables.set(`${prefix as string}${key}`, value);
  }
  for (const { name, value, valueFrom } of listOf(container.env)) {
    const found =
      value || !valueFrom ? expand((value as string | undefined) ?? "", variables) : fromSource(valueFrom as JsonObject, maps, refuse);
    if (found !== undefined) variables.set(name as string, found);
  }
  return variables;
}

function fromSource(source: JsonObject, maps: Maps, refuse: (why: string) => void): string | undefined {
  if (!source.configMapKeyRef) return JSON.stringify(source);
  const { name, key, optional } = source.configMapKeyRef as Reference;
  const value = new Map(Object.entries(maps.get(name)?.data ?? {})).get(key);
  if (value === undefined && !optional) refuse(`key ${key} of the environment is missing`);
  return value;
}

/** `$(NAME)` stands for a variable made before it, `$$` for a dollar; what is not known stays as it is written. */
export function expand(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$(\$|\(([^)]*)\))/g, (whole, after: string, name: string) =>
    after === "$" ? "$" : (variables.get(name) ?? whole),
  );
}
