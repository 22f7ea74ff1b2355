import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { diffReleases } from "@/lib/rollbacks/diff-releases";

export const GET = route(operations.diffReleases, async ({ ctx, params }) =>
  answer(200, await diffReleases({ ctx, input: { fromId: params.id, toId: params.otherId } })),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
