import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { deletePodsInTheWay } from "@/lib/rollbacks/delete-pods-in-the-way";

export const POST = route(operations.deletePodsInTheWay, async ({ ctx, params, body }) =>
  answer(200, await deletePodsInTheWay({ ctx, input: { id: params.id, ...body } })),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
