import type { Metadata } from "next";
import { AdminsOnly } from "@/app/_server/admins-only";
import { pageCtx } from "@/app/_server/page-ctx";
import { FirstPaint } from "@/components/live/first-paint";
import { queries } from "@/components/live/queries";
import { People } from "@/components/settings/people";
import { listUsers } from "@/lib/access/list-users";
import { may } from "@/lib/access/require-permission";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const ctx = await pageCtx("/settings/people");
  if (!may(ctx.actor, "manage-users")) return <AdminsOnly ctx={ctx} title="An admin manages people." />;
  const items = await listUsers({ ctx });
  return (
    <FirstPaint answers={[{ queryKey: queries.users().queryKey, data: { items } }]}>
      <People ownId={ctx.actor.id} />
    </FirstPaint>
  );
}
