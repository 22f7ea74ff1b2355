import { configMapPath } from "./api-paths";
import type { HttpClient } from "./http-client";
import { mapConfigMap } from "./map-config-map";
import { objectOrNull } from "./object-or-null";
import type { ConfigMap } from "./types";

/** A ConfigMap as it is now; null when it is not there. */
export async function getConfigMap(http: HttpClient, ref: { namespace: string; name: string }): Promise<ConfigMap | null> {
  const object = objectOrNull(await http.call({ method: "GET", path: configMapPath(ref), safe: true }));
  return object && mapConfigMap(object);
}
