import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { changeRole } from "@/lib/access/change-role";

export const POST = route(operations.changeRole, async ({ ctx, params, body }) =>
  answer(200, await changeRole({ ctx, input: { id: params.id, ...body } })),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
