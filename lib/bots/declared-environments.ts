import { loadConfig } from "@/lib/platform/config-file";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { HOLD_HOURS } from "@/lib/platform/environment-declaration";
import { CHOSEN_NAMESPACES } from "./choose-namespaces";
import type { Environment } from "./types";

/** Where bots run: as the file or LASTGOOD_NAMESPACES says; else as the first admin chose; until then nowhere. */
export async function declaredEnvironments(ctx: PlatformCtx, settings: Parameters<typeof loadConfig>[0]): Promise<Environment[]> {
  const config = loadConfig(settings);
  if (config.kind === "declared") {
    return config.environments.map(({ context, selector, ...rest }) => ({ ...rest, context: context ?? null, selector: selector ?? null }));
  }
  const chosen = await ctx.db.setting.findUnique({ where: { key: CHOSEN_NAMESPACES } });
  if (!chosen) return [];
  const { soakSeconds, verifySeconds } = config;
  return [
    {
      name: "production",
      title: "Production",
      context: null,
      namespaces: chosen.value as string[],
      selector: null,
      soakSeconds,
      verifySeconds,
      stamps: [],
      watchSecrets: false,
      holdHours: HOLD_HOURS,
      waitForTerminating: false,
    },
  ];
}
