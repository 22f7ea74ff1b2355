import { openEventStream } from "@/app/_server/event-streams";
import { findActor } from "@/app/_server/find-actor";
import { otherMethods } from "@/app/_server/no-operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { requirePermission } from "@/lib/access/require-permission";

export const GET = route(operations.followChanges, async ({ ctx, request, query }) =>
  openEventStream({
    owner: ctx.actor.kind === "user" || ctx.actor.kind === "token" ? ctx.actor.id : ctx.actor.kind,
    lastEventId: request.headers.get("last-event-id") ?? query.lastEventId ?? null,
    stillAllowed: async () => requirePermission({ actor: await findActor(request, ctx) }, "read"),
    signal: request.signal,
  }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
