import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { listAudit } from "@/lib/access/list-audit";

export const GET = route(operations.listAudit, async ({ ctx, query }) => answer(200, await listAudit({ ctx, input: query })));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
