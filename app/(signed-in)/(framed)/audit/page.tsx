import type { Metadata } from "next";
import { pageCtx } from "@/app/_server/page-ctx";
import { Audit } from "@/components/access/audit";
import { FirstPaint, firstPage } from "@/components/live/first-paint";
import { queries } from "@/components/live/queries";
import { ButtonLink } from "@/components/ui/button-link";
import { ProblemScreen } from "@/components/ui/problem-screen";
import { listAudit } from "@/lib/access/list-audit";
import { may } from "@/lib/access/require-permission";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage() {
  const ctx = await pageCtx("/audit");
  if (!may(ctx.actor, "read-audit")) {
    return (
      <ProblemScreen title="The record is not open to you." action={<ButtonLink href="/">Go to the fleet</ButtonLink>}>
        Your role is viewer. Operators, leads and admins can read who did what: ask one of them.
      </ProblemScreen>
    );
  }
  const entries = await listAudit({ ctx, input: {} });
  return (
    <FirstPaint answers={[{ queryKey: queries.audit().queryKey, data: firstPage(entries) }]}>
      <Audit />
    </FirstPaint>
  );
}
