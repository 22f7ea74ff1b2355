import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { pageCtx, type PageCtx } from "@/app/_server/page-ctx";
import { BotPage } from "@/components/bots/bot-page";
import { BotSkeleton } from "@/components/bots/bot-skeleton";
import { botAddress, type BotParams } from "@/components/bots/bot-address";
import { FirstPaint, firstPage } from "@/components/live/first-paint";
import { queries } from "@/components/live/queries";
import { findBot } from "@/lib/bots/find-bot";
import { listRollouts } from "@/lib/bots/list-rollouts";
import type { BotJson } from "@/lib/bots/schemas";

export const metadata: Metadata = { title: "Bot" };

export default async function BotRoute({ params }: { params: Promise<BotParams> }) {
  const { address, path } = botAddress(await params);
  const ctx = await pageCtx(path);
  const bot = await findBot({ ctx, input: address });
  if (!bot) notFound();
  return (
    <Suspense fallback={<BotSkeleton />}>
      <FirstBot ctx={ctx} bot={bot} />
    </Suspense>
  );
}

async function FirstBot({ ctx, bot }: { ctx: PageCtx; bot: BotJson }) {
  const rollouts = await listRollouts({ ctx, input: { botId: bot.id } });
  return (
    <FirstPaint
      answers={[
        { queryKey: queries.bot(bot.id).queryKey, data: bot },
        { queryKey: queries.rollouts(bot.id).queryKey, data: firstPage(rollouts) },
      ]}
    >
      <BotPage botId={bot.id} />
    </FirstPaint>
  );
}
