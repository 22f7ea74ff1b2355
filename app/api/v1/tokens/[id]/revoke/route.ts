import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { revokeToken } from "@/lib/access/revoke-token";

export const POST = route(operations.revokeToken, async ({ ctx, params }) => answer(200, await revokeToken({ ctx, input: params })));

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
