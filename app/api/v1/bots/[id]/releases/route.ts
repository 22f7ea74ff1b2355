import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { listReleases } from "@/lib/bots/list-releases";

export const GET = route(operations.listReleases, async ({ ctx, params, query }) =>
  answer(200, await listReleases({ ctx, input: { botId: params.id, ...query } })),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
