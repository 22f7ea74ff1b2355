import type { JsonObject } from "@/lib/platform/json";
import type { ConfigReference, ConfigUse } from "../config-references";

export type CorpusCase = {
  title: string;
  template: JsonObject;
  /** Written by hand, complete. */
  references: ConfigReference[];
  /** An API server of today refuses it: it comes from an older one, or is a pod's rather than a template's. */
  refused?: true;
  /** More is taken for seen than is, where only a running pod could tell. */
  guessed?: true;
};

/** What is expected of one map; uses as `env bot`. Nothing said: required, and no key seen. */
export function reads(
  name: string,
  { optional = false, env = [], files = [], uses }: Partial<Omit<ConfigReference, "name" | "uses">> & { uses: string[] },
): ConfigReference {
  return { name, optional, env, files, uses: uses.map(useOf) };
}

function useOf(text: string): ConfigUse {
  const [how = "", container = ""] = text.split(" ");
  return { how: how as ConfigUse["how"], container };
}
