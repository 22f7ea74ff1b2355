import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { readConfigDrift } from "@/lib/rollbacks/read-config-drift";

export const GET = route(operations.readConfigDrift, async ({ ctx, params }) =>
  answer(200, await readConfigDrift({ ctx, input: { botId: params.id } })),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
