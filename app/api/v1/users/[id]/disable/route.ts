import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { disableUser } from "@/lib/access/disable-user";

export const POST = route(operations.disableUser, async ({ ctx, params }) => answer(200, await disableUser({ ctx, input: params })));

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
