import type { Metadata } from "next";
import { pageCtx } from "@/app/_server/page-ctx";
import { Insights } from "@/components/insights/insights";
import { insightsSearch } from "@/components/insights/insights-search";
import { FirstPaint } from "@/components/live/first-paint";
import { queries } from "@/components/live/queries";
import { ButtonLink } from "@/components/ui/button-link";
import { ProblemScreen } from "@/components/ui/problem-screen";
import { may } from "@/lib/access/require-permission";
import { readInsights } from "@/lib/rollbacks/insights/read-insights";
import { InsightsInput } from "@/lib/rollbacks/insights/schemas";

export const metadata: Metadata = { title: "Insights" };

export default async function InsightsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const asked = InsightsInput.safeParse(await searchParams);
  const ctx = await pageCtx(`/insights${asked.success ? insightsSearch(asked.data) : ""}`);
  if (!may(ctx.actor, "read-insights")) {
    return (
      <ProblemScreen title="Insights are not open to you." action={<ButtonLink href="/">Go to the fleet</ButtonLink>}>
        Your role is viewer. Operators, leads and admins can read how rollbacks went: ask one of them.
      </ProblemScreen>
    );
  }
  if (!asked.success) {
    return (
      <ProblemScreen
        title="This address asks for something that cannot be counted."
        action={<ButtonLink href="/insights">Show 30 days</ButtonLink>}
      >
        {asked.error.issues[0]?.message ?? "A part of it is not understood."}
      </ProblemScreen>
    );
  }
  const insights = await readInsights({ ctx, input: asked.data });
  return (
    <FirstPaint answers={[{ queryKey: queries.insights(insightsSearch(asked.data)).queryKey, data: insights }]}>
      <Insights input={asked.data} />
    </FirstPaint>
  );
}
