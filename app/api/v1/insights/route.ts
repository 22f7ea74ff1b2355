import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { readInsights } from "@/lib/rollbacks/insights/read-insights";

export const GET = route(operations.readInsights, async ({ ctx, query }) => answer(200, await readInsights({ ctx, input: query })));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
