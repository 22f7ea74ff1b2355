import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { createPublicLink } from "@/lib/bots/status/create-public-link";
import { listPublicLinks } from "@/lib/bots/status/list-public-links";

export const GET = route(operations.listPublicLinks, async ({ ctx, query }) =>
  answer(200, { items: await listPublicLinks({ ctx, input: query }) }),
);

export const POST = route(operations.createPublicLink, async ({ ctx, body }) => answer(201, await createPublicLink({ ctx, input: body })));

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
