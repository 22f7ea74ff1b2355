import { copyName } from "@/lib/bots/config/copy-name";
import { OUR_MANAGER } from "@/lib/bots/who-brought";
import type { ConfigMap } from "@/lib/cluster/types";
import { configMap } from "@/lib/health/testing/sightings";
import { filesOf } from "../collectable-copy";
import { COPY_OF } from "../create-copy";

/** A copy of the map `rules` with this content, as a rollback leaves it in the cluster. */
export function madeCopy(data: Record<string, string>, more: Partial<ConfigMap> = {}): ConfigMap {
  const owner = { manager: OUR_MANAGER, operation: "Update", time: null, subresource: null, fields: { "f:data": {}, "f:immutable": {} } };
  const map = configMap("", data, { annotations: { [COPY_OF]: "rules" }, immutable: true, fieldOwners: [owner], ...more });
  const name = more.name ?? copyName("rules", filesOf(map));
  return { ...map, name, uid: `uid-${name}` };
}
