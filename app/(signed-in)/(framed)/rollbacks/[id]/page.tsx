import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { pageCtx } from "@/app/_server/page-ctx";
import { FirstPaint } from "@/components/live/first-paint";
import { queries } from "@/components/live/queries";
import { RunPage } from "@/components/rollbacks/run-page";
import { AppError } from "@/lib/platform/app-error";
import { readRollback } from "@/lib/rollbacks/read-rollback";

export const metadata: Metadata = { title: "Rollback" };

export default async function RunRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const ctx = await pageCtx(`/rollbacks/${encodeURIComponent(id)}`);
  const run = await readRollback({ ctx, input: { id } }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not-found") notFound();
    throw error;
  });
  return (
    <FirstPaint answers={[{ queryKey: queries.rollback(run.id).queryKey, data: run }]}>
      <RunPage rollbackId={run.id} />
    </FirstPaint>
  );
}
