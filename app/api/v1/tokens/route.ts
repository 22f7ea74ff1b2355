import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { createToken } from "@/lib/access/create-token";
import { listTokens } from "@/lib/access/list-tokens";

export const GET = route(operations.listTokens, async ({ ctx }) => answer(200, { items: await listTokens({ ctx }) }));

export const POST = route(operations.createToken, async ({ ctx, body }) =>
  answer(201, await createToken({ ctx, input: { ...body, expiresAt: body.expiresAt === null ? null : new Date(body.expiresAt) } })),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
