import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { readReadiness } from "@/lib/rollbacks/read-readiness";

export const GET = route(operations.readReadiness, async ({ ctx, params }) =>
  answer(200, await readReadiness({ ctx, input: { botId: params.id } })),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
