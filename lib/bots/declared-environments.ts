import { loadConfig, production } from "@/lib/platform/config-file";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { CHOSEN_NAMESPACES } from "./choose-namespaces";
import type { Environment } from "./types";

/** Where bots run: as the file or LASTGOOD_NAMESPACES says; else as the first admin chose; until then nowhere. */
export async function declaredEnvironments(ctx: PlatformCtx, settings: Parameters<typeof loadConfig>[0]): Promise<Environment[]> {
  const config = loadConfig(settings);
  if (config.kind === "declared") return config.environments;
  const chosen = await ctx.db.setting.findUnique({ where: { key: CHOSEN_NAMESPACES } });
  return chosen ? [production(chosen.value as string[], config)] : [];
}
