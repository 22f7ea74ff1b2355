import type { Metadata } from "next";
import { AdminsOnly } from "@/app/_server/admins-only";
import { pageCtx } from "@/app/_server/page-ctx";
import { FirstPaint } from "@/components/live/first-paint";
import { queries } from "@/components/live/queries";
import { Tokens } from "@/components/settings/tokens";
import { listTokens } from "@/lib/access/list-tokens";
import { may } from "@/lib/access/require-permission";

export const metadata: Metadata = { title: "Tokens" };

export default async function TokensPage() {
  const ctx = await pageCtx("/settings/tokens");
  if (!may(ctx.actor, "manage-tokens")) return <AdminsOnly ctx={ctx} title="An admin manages tokens." />;
  const items = await listTokens({ ctx });
  return (
    <FirstPaint answers={[{ queryKey: queries.tokens().queryKey, data: { items } }]}>
      <Tokens />
    </FirstPaint>
  );
}
