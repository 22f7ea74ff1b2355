import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { readFleet } from "@/lib/bots/read-fleet";

export const GET = route(operations.readFleet, async ({ ctx, query: { botIds } }) =>
  answer(200, await readFleet({ ctx, input: { botIds: botIds?.split(",") } })),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
