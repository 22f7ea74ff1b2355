import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { pageCtx } from "@/app/_server/page-ctx";
import { FirstPaint } from "@/components/live/first-paint";
import { queries } from "@/components/live/queries";
import { ComparisonPage } from "@/components/rollbacks/comparison-page";
import { ComparisonRefused } from "@/components/rollbacks/comparison-refused";
import { AppError } from "@/lib/platform/app-error";
import { diffReleases } from "@/lib/rollbacks/diff-releases";

export const metadata: Metadata = { title: "Difference" };

export default async function DiffRoute({ params }: { params: Promise<{ from: string; to: string }> }) {
  const { from, to } = await params;
  const ctx = await pageCtx(`/diff/${encodeURIComponent(from)}/${encodeURIComponent(to)}`);
  const comparison = await diffReleases({ ctx, input: { fromId: from, toId: to } }).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "not-found") notFound();
    return error;
  });
  if (comparison instanceof AppError) return <ComparisonRefused why={comparison.publicMessage} />;
  return (
    <FirstPaint answers={[{ queryKey: queries.comparison(from, to).queryKey, data: comparison }]}>
      <ComparisonPage from={from} to={to} />
    </FirstPaint>
  );
}
