import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { readIncidentReport } from "@/lib/rollbacks/report/read-incident-report";

export const GET = route(operations.readIncidentReport, async ({ ctx, params }) =>
  answer(200, await readIncidentReport({ ctx, input: params })),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
