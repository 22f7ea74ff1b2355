import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { pageCtx } from "@/app/_server/page-ctx";
import { botAddress, type BotParams } from "@/components/bots/bot-address";
import { SiteHeader } from "@/components/frame/site-header";
import { WatchNotices } from "@/components/frame/watch-notices";
import { FirstPaint } from "@/components/live/first-paint";
import { queries } from "@/components/live/queries";
import { askedPlan, askedQuery } from "@/components/rollbacks/asked-plan";
import { RollbackScreen } from "@/components/rollbacks/rollback-screen";
import { findBot } from "@/lib/bots/find-bot";

export const metadata: Metadata = { title: "Roll back" };

type Props = { params: Promise<BotParams>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** A layer over the dimmed frame on a wide screen, the whole screen on a phone. */
export default async function RollbackRoute({ params, searchParams }: Props) {
  const { address, path } = botAddress(await params);
  const given = Object.entries(await searchParams).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
  const ctx = await pageCtx(`${path}/rollback${askedQuery(askedPlan(new URLSearchParams(given)))}`);
  const bot = await findBot({ ctx, input: address });
  if (!bot) notFound();

  return (
    <div className="min-h-dvh max-sm:bg-raised">
      <div aria-hidden inert className="fixed inset-0 max-sm:hidden">
        <SiteHeader />
        <div className="absolute inset-0 bg-veil" />
      </div>
      <div className="relative">
        <WatchNotices />
        <FirstPaint answers={[{ queryKey: queries.bot(bot.id).queryKey, data: bot }]}>
          <RollbackScreen botId={bot.id} />
        </FirstPaint>
      </div>
    </div>
  );
}
