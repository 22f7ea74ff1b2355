import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { listBots } from "@/lib/bots/list-bots";

export const GET = route(operations.listBots, async ({ ctx, query }) => answer(200, await listBots({ ctx, input: query })));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
