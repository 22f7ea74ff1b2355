import { join, normalize } from "node:path/posix";
import type { JsonObject } from "@/lib/platform/json";
import { expand, podEnvironment } from "./pod-environment";
import { type ContainerSight, listOf, type Maps, type PodSight } from "./pod-sight";
import { podVolume, type VolumeFiles } from "./pod-volumes";

/** What each container of a pod sees of ConfigMaps: its own reading of Kubernetes, on purpose without the code that finds references. */
export function whatPodsSee(template: JsonObject, maps: Maps): PodSight {
  const spec = template.spec as JsonObject;
  const refusals: string[] = [];
  const refuse = (why: string) => void refusals.push(why);
  const containers = ["initContainers", "containers", "ephemeralContainers"].flatMap((list) => listOf(spec[list]));
  const mounted = new Set(containers.flatMap(({ volumeMounts }) => listOf(volumeMounts).map(({ name }) => name)));
  const volumes = new Map(
    listOf(spec.volumes).flatMap((volume) => {
      const files = mounted.has(volume.name ?? "") ? podVolume(volume, maps, refuse) : null;
      return files ? [[volume.name as string, files] as const] : [];
    }),
  );
  const sights = containers.map((container): [string, ContainerSight] => {
    const env = podEnvironment(container, maps, refuse);
    const files = listOf(container.volumeMounts).flatMap((mount) => {
      const volume = volumes.get(mount.name as string);
      return volume ? mountedFiles(mount, volume, env) : [];
    });
    return [container.name as string, { env, files: new Map(files) }];
  });
  return { containers: new Map(sights), refusals };
}

function mountedFiles(mount: JsonObject, volume: VolumeFiles, env: ReadonlyMap<string, string>): [string, Buffer | null][] {
  const at = mount.mountPath as string;
  const files = [...volume].map(([path, bytes]) => [inVolume(path), bytes] as const);
  const subPath = expandedSubPath(mount, env);
  if (subPath === ".") return files.map(([path, bytes]) => [join(at, path), bytes]);
  const exact = files.find(([path]) => path === subPath);
  if (exact) return [[at, exact[1]]];
  const below = files.filter(([path]) => path.startsWith(`${subPath}/`));
  return below.length > 0 ? below.map(([path, bytes]) => [join(at, path.slice(subPath.length)), bytes]) : [[at, null]];
}

/** From the volume's root; `..data` is the kubelet's link to the folder that holds the files. */
function expandedSubPath({ subPath, subPathExpr }: JsonObject, env: ReadonlyMap<string, string>): string {
  const written = subPathExpr ? expand(subPathExpr as string, env) : ((subPath as string | undefined) ?? "");
  return inVolume(written.replace(/^(\.\/)*\.\.data(\/|$)/, ""));
}

function inVolume(path: string): string {
  return normalize(path)
    .replace(/(.)\/$/, "$1")
    .replace(/^\.\/$/, ".");
}
