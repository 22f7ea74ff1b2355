import path from "node:path/posix";
import type { JsonObject } from "@/lib/platform/json";
import type { ConfigReading } from "./config-reading";
import type { ConfigSource } from "./config-volumes";
import { objectsIn, textOf } from "./read-raw";

/** What a container sees as files. A volume that it does not mount is none of its business, as for the kubelet. */
export function fileReadings(container: JsonObject, volumes: ReadonlyMap<string, ConfigSource[]>): ConfigReading[] {
  return objectsIn(container.volumeMounts).flatMap((mount) =>
    (volumes.get(textOf(mount.name)) ?? []).map((source): ConfigReading => ({
      name: source.name,
      optional: source.optional,
      container: textOf(container.name),
      ...seenThrough(mount, source),
    })),
  );
}

function seenThrough(mount: JsonObject, { items, optional }: ConfigSource): Pick<ConfigReading, "how" | "keys"> {
  const keys = items?.map(({ key }) => key) ?? "all";
  if (textOf(mount.subPathExpr) !== "") return { how: "sub-path", keys };
  const subPath = clean(textOf(mount.subPath));
  if (subPath === "") return { how: "file", keys };
  const within = belowData(subPath);
  if (within === "") return { how: "sub-path", keys };
  if (!items) return { how: "sub-path", keys: within.includes("/") ? [] : [within] };
  // Without a required key the kubelet does not set up the volume: that it is there is seen by all.
  const seen = items.filter(({ path }) => !optional || isAtOrUnder(clean(path), within));
  return { how: "sub-path", keys: seen.map(({ key }) => key) };
}

/** Without doubled and trailing slashes; empty for the volume itself, which goes on updating. */
function clean(given: string): string {
  const normal = path.normalize(given).replace(/\/+$/, "");
  return normal === "." ? "" : normal;
}

/** The kubelet keeps the files in a folder whose name begins with two dots, `..data` by its link; no key may begin so. */
function belowData(subPath: string): string {
  const [first = "", ...rest] = subPath.split("/");
  return first.startsWith("..") ? rest.join("/") : subPath;
}

function isAtOrUnder(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}
