import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { planRollback } from "@/lib/rollbacks/plan-rollback";

export const POST = route(
  operations.planRollback,
  async ({ ctx, params, body }) => answer(201, await planRollback({ ctx, input: { botId: params.id, ...body } })),
  ({ params }) => ({ id: params.id }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
