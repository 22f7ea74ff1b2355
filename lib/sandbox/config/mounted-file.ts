import type { Container, PodSpec } from "../objects/kube-object";
import { textOf, type FindConfigMap } from "./config-maps-of";
import { volumeConfig } from "./volume-config";

type Mount = NonNullable<Container["volumeMounts"]>[number];

export interface MountedFile {
  text: string;
  /** Whether later edits of the map reach it: never below a `subPath`. https://kubernetes.io/docs/concepts/storage/volumes/#configmap */
  followsEdits: boolean;
}

/** A file from a ConfigMap as the first container sees it that mounts something there; undefined where there is none. */
export function mountedFile({ containers, volumes = [] }: PodSpec, path: string, find: FindConfigMap): MountedFile | undefined {
  for (const { volumeMounts = [] } of containers) {
    const [mount] = volumeMounts.filter((candidate) => within(candidate, path) !== undefined).sort(longestFirst);
    const volume = volumes.find(({ name }) => name === mount?.name);
    if (mount === undefined || volume === undefined) continue;
    const inVolume = [mount.subPath, within(mount, path)].filter(Boolean).join("/");
    const texts = volumeConfig(volume).flatMap(({ name, items }) => {
      const map = find(name);
      const key = items === undefined ? inVolume : items.find((item) => item.path === inVolume)?.key;
      return map === undefined || key === undefined ? [] : (textOf(map, key) ?? []);
    });
    const text = texts.at(-1);
    return text === undefined ? undefined : { text, followsEdits: !mount.subPath };
  }
  return undefined;
}

const longestFirst = (a: Mount, b: Mount) => b.mountPath.length - a.mountPath.length;

/** Where below a mount a path is: empty for the mount itself, undefined outside of it. */
function within({ mountPath }: Mount, path: string): string | undefined {
  const folder = mountPath.replace(/\/+$/, "");
  if (path === folder) return "";
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}
