import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { revokePublicLink } from "@/lib/bots/status/revoke-public-link";

export const POST = route(operations.revokePublicLink, async ({ ctx, params }) =>
  answer(200, await revokePublicLink({ ctx, input: params })),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
