import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { listRollouts } from "@/lib/bots/list-rollouts";

export const GET = route(operations.listRollouts, async ({ ctx, params, query }) =>
  answer(200, await listRollouts({ ctx, input: { botId: params.id, ...query } })),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
