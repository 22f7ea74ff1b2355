import type { ConfigMapState } from "@/lib/bots/config/types";
import { sameContent } from "@/lib/bots/config-change";
import type { VaultCtx } from "@/lib/bots/ctx";
import type { Side } from "./compose-target";
import type { ConfigContents, MapContents } from "./diff/config-contents";
import { diffConfig } from "./diff/diff-config";
import { diffTemplates } from "./diff/diff-templates";
import type { ReleaseDiff } from "./schemas";

/** What differs between two releases: code, named, and the files of their ConfigMaps, line by line. Only what differs is read. */
export async function diffSides(ctx: VaultCtx, from: Side, to: Side): Promise<ReleaseDiff> {
  const before = new Map((from.config ?? []).map((map) => [map.name, map]));
  const after = new Map((to.config ?? []).map((map) => [map.name, map]));
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const differing = names.filter((name) => {
    const [a, b] = [before.get(name), after.get(name)];
    return !a || !b || !sameContent(a, b);
  });
  const known = from.config !== null && to.config !== null;
  const [left, right] = await Promise.all([before, after].map((maps) => contentsOf(ctx, known ? differing : [], maps)));
  return { ...diffTemplates(from.template, to.template), files: diffConfig(left ?? new Map(), right ?? new Map()) };
}

async function contentsOf(ctx: VaultCtx, names: readonly string[], maps: ReadonlyMap<string, ConfigMapState>): Promise<ConfigContents> {
  const states = names.flatMap((name) => maps.get(name) ?? []);
  const hashes = states.flatMap((map) => (map.state === "recorded" ? map.files.map(({ hash }) => hash) : []));
  const contents = await ctx.vault.read(ctx, hashes);
  return new Map(
    states.map((map): [string, MapContents] => {
      if (map.state !== "recorded") return [map.name, map];
      const files = map.files.flatMap(({ key, kind, hash }) => {
        const bytes = contents.get(hash);
        return bytes ? [[key, { kind, bytes }] as const] : [];
      });
      return [map.name, { state: map.state, files: new Map(files) }];
    }),
  );
}
