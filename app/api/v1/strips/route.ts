import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { listStrips } from "@/lib/bots/list-strips";

export const GET = route(operations.listStrips, async ({ ctx, query: { botIds, ...rest } }) =>
  answer(200, await listStrips({ ctx, input: { ...rest, botIds: botIds?.split(",") } })),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
