import { otherMethods } from "@/app/_server/no-operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { exportRuns } from "@/lib/rollbacks/insights/export-runs";

export const GET = route(operations.exportInsightRuns, async ({ ctx, query }) => {
  const file = `lastgood-rollbacks-${ctx.clock.now().toISOString().slice(0, 10)}.csv`;
  return new Response(await exportRuns({ ctx, input: query }), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${file}"`,
      "cache-control": "no-store",
    },
  });
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
