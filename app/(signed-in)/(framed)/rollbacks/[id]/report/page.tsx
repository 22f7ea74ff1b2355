import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { pageCtx } from "@/app/_server/page-ctx";
import { FirstPaint } from "@/components/live/first-paint";
import { queries } from "@/components/live/queries";
import { ReportPage } from "@/components/rollbacks/report/report-page";
import { AppError } from "@/lib/platform/app-error";
import { readIncidentReport } from "@/lib/rollbacks/report/read-incident-report";

export const metadata: Metadata = { title: "Incident report" };

export default async function ReportRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const ctx = await pageCtx(`/rollbacks/${encodeURIComponent(id)}/report`);
  const report = await readIncidentReport({ ctx, input: { id } }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not-found") notFound();
    throw error;
  });
  return (
    <FirstPaint answers={[{ queryKey: queries.report(id).queryKey, data: report }]}>
      <ReportPage rollbackId={id} />
    </FirstPaint>
  );
}
