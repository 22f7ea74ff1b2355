import type { ConfigMapReference, Container, Pod } from "../objects/kube-object";
import { textOf, type FindConfigMap } from "./config-maps-of";
import { volumeConfig } from "./volume-config";

/** The volumes that cannot be mounted, each with a kubelet's words for why. It leaves alone what no container mounts. */
export function missingVolumes({ spec }: Pod, find: FindConfigMap): { volume: string; why: string }[] {
  const mounts = [...spec.containers, ...(spec.initContainers ?? [])].flatMap(({ volumeMounts = [] }) => volumeMounts);
  const mounted = new Set(mounts.map(({ name }) => name));
  return (spec.volumes ?? []).flatMap((volume) => {
    if (!mounted.has(volume.name)) return [];
    const [why] = volumeConfig(volume).flatMap((reference) => {
      if (reference.optional) return [];
      const map = find(reference.name);
      if (map === undefined) return [notFound(reference.name)];
      const absent = reference.items?.find(({ key }) => textOf(map, key) === undefined);
      return absent ? [`configmap references non-existent config key: ${absent.key}`] : [];
    });
    return why === undefined ? [] : [{ volume: volume.name, why }];
  });
}

/** A kubelet's words for why a container cannot get its variables; undefined when it can. */
export function missingVariables({ env = [], envFrom = [] }: Container, namespace: string | undefined, find: FindConfigMap) {
  for (const { configMapRef } of envFrom) {
    if (configMapRef && !configMapRef.optional && find(configMapRef.name) === undefined) return notFound(configMapRef.name);
  }
  for (const { valueFrom } of env) {
    const { configMapKeyRef: wanted } = (valueFrom ?? {}) as { configMapKeyRef?: ConfigMapReference & { key: string } };
    if (wanted === undefined || wanted.optional) continue;
    const map = find(wanted.name);
    if (map === undefined) return notFound(wanted.name);
    if (!Object.hasOwn(map.data ?? {}, wanted.key)) return `couldn't find key ${wanted.key} in ConfigMap ${namespace}/${wanted.name}`;
  }
  return undefined;
}

const notFound = (name: string | undefined) => `configmap "${name}" not found`;
