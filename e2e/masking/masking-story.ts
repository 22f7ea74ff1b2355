import type { PlanJson, RollbackBrief } from "@/lib/rollbacks/schemas";
import type { Target } from "../support/clusters";
import { deploy, pathOf, type Behaviour } from "../support/workloads";
import type { Canaries } from "./canaries";
import type { MaskingScene } from "./masking-scene";
import { BOT, MARKER, plantedBot, plantedSettings, SETTINGS } from "./planted-bot";
import { openPlantedCluster } from "./planted-cluster";
import { quoteInEvent, quoteSecrets } from "./quoting-cluster";

/** What happens to the planted bot: deploys, pods in trouble, plans and clicks, each waited for until Lastgood has it on record. */
export function tellStory(target: Target, { product, ask }: MaskingScene, planted: Canaries) {
  const cluster = openPlantedCluster(target);
  const heard = { admin: cluster.admin, namespace: target.namespace };
  const live = (version: string) => product.bot(BOT, (bot) => bot.live?.release.version === version);

  const says = (bot: unknown, where: string) => JSON.stringify(bot).includes(`${MARKER} ${where}`);

  return {
    /** All that the cluster answered to whoever planted: that shows that the secrets are there. */
    held: cluster.answers,
    live,
    deploy: async (version: string, behaviour: Behaviour) => {
      const bot = plantedBot(planted, version, behaviour);
      await cluster.keepSecrets(planted, version);
      await cluster.apply("configmaps", SETTINGS, plantedSettings(planted, version));
      await cluster.apply("deployments", BOT, bot);
      await live(version);
      return bot;
    },
    /** Until the bot's page says what the cluster quoted. */
    quote: async (version: string) => {
      await quoteSecrets(heard, planted, version);
      await product.bot(BOT, (bot) => says(bot, "pod condition") && says(bot, "waiting container"));
    },
    /** A bot that lacks a pod, of a kind that says so in events alone. The practice cluster runs Deployments only. */
    quoteInEvent: async () => {
      if (target.cluster.name === "practice") return;
      const bot = { kind: "StatefulSet", name: "ledger" } as const;
      await deploy(target, { ...bot, version: "1.1.0", behaviour: "never-ready", replicas: 2 });
      const { body } = await target.admin("GET", pathOf(target.namespace, bot.kind, bot.name));
      const { uid } = (body as { metadata: { uid: string } }).metadata;
      await quoteInEvent(heard, planted, { name: bot.name, uid });
      await product.bot(bot.name, (seen) => says(seen, "event"));
    },
    releaseOf: async (version: string) =>
      (await product.database.db.release.findFirstOrThrow({ where: { version, bot: { name: BOT } } })).id,
    plan: async (releaseId: string) => {
      const { id } = await product.database.db.bot.findFirstOrThrow({ where: { name: BOT } });
      return (await ask<PlanJson>("POST", `/api/v1/bots/${id}/rollback-plans`, "operator", { releaseId })).json;
    },
    confirm: ({ id: planId }: { id: string }, reason = `${MARKER} reason`) =>
      ask<RollbackBrief & { code?: string }>("POST", "/api/v1/rollbacks", "operator", { planId, typedName: BOT, reason }),
  };
}
