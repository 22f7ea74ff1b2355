import type { Metadata } from "next";
import { pageCtx } from "@/app/_server/page-ctx";
import { Audit } from "@/components/access/audit";
import { auditAsk, auditPath, auditQuery } from "@/components/access/audit-ask";
import { FirstPaint, firstPage } from "@/components/live/first-paint";
import { queries } from "@/components/live/queries";
import { ButtonLink } from "@/components/ui/button-link";
import { ProblemScreen } from "@/components/ui/problem-screen";
import { listAudit } from "@/lib/access/list-audit";
import { may } from "@/lib/access/require-permission";
import { ListAuditInput } from "@/lib/access/schemas";

export const metadata: Metadata = { title: "Audit" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: Props) {
  const given = Object.entries(await searchParams).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
  const query = new URLSearchParams(given);
  const ask = auditAsk(query);
  const ctx = await pageCtx(auditPath(ask, query.get("entry")));
  if (!may(ctx.actor, "read-audit")) {
    return (
      <ProblemScreen title="The record is not open to you." action={<ButtonLink href="/">Go to the fleet</ButtonLink>}>
        Your role is viewer. Operators, leads and admins can read who did what: ask one of them.
      </ProblemScreen>
    );
  }
  // Which instants a day has is known in the browser only.
  const input = ListAuditInput.parse(Object.fromEntries(auditQuery(ask)));
  const inBrowser = ask.from !== undefined || ask.to !== undefined;
  const answers = inBrowser ? [] : [{ queryKey: queries.audit(ask).queryKey, data: firstPage(await listAudit({ ctx, input })) }];
  return (
    <FirstPaint answers={answers}>
      <Audit />
    </FirstPaint>
  );
}
