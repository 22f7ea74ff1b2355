import { otherMethods } from "@/app/_server/no-operation";
import { operations } from "@/app/_server/operations";
import { publicOrigin } from "@/app/_server/public-origin";
import { route } from "@/app/_server/route";
import { services } from "@/app/_server/services";
import { readIncidentReport } from "@/lib/rollbacks/report/read-incident-report";
import { reportFileName } from "@/lib/rollbacks/report/report-file-name";
import { reportMarkdown } from "@/lib/rollbacks/report/report-markdown";

export const GET = route(operations.readIncidentReportAsMarkdown, async ({ ctx, params, request }) => {
  const report = await readIncidentReport({ ctx, input: params });
  const { rollback } = report;
  return new Response(reportMarkdown(report, `${publicOrigin(request, services().publicOrigin)}${rollback.path}/report`), {
    headers: {
      "content-type": "text/markdown; charset=utf-8",
      "content-disposition": `attachment; filename="${reportFileName(rollback)}"`,
    },
  });
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
