import type { ConfigMapReference, Container } from "../objects/kube-object";
import type { FindConfigMap } from "./config-maps-of";

/** The variables a container started now would get, Secrets and the pod's own fields left out. */
export function containerEnv({ env = [], envFrom = [] }: Container, find: FindConfigMap): Map<string, string> {
  const variables = new Map<string, string>();
  for (const { prefix = "", configMapRef } of envFrom) {
    for (const [key, value] of Object.entries(find(configMapRef?.name)?.data ?? {})) variables.set(prefix + key, value);
  }
  for (const { name, value, valueFrom } of env) {
    const { configMapKeyRef } = (valueFrom ?? {}) as { configMapKeyRef?: ConfigMapReference & { key: string } };
    const data = Object.entries(find(configMapKeyRef?.name)?.data ?? {});
    const resolved = configMapKeyRef === undefined ? value : data.find(([key]) => key === configMapKeyRef.key)?.[1];
    if (resolved !== undefined) variables.set(name, resolved);
  }
  return variables;
}
