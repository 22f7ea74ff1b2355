import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { resetPassword } from "@/lib/access/reset-password";

export const POST = route(operations.resetPassword, async ({ ctx, params }) => answer(200, await resetPassword({ ctx, input: params })));

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
