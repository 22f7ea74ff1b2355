import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { listLessons } from "@/lib/rollbacks/report/list-lessons";
import { writeLesson } from "@/lib/rollbacks/report/write-lesson";

export const GET = route(operations.listLessons, async ({ ctx, params }) => answer(200, await listLessons({ ctx, input: params })));

export const PUT = route(operations.writeLesson, async ({ ctx, params, body }) =>
  answer(200, await writeLesson({ ctx, input: { id: params.id, ...body } })),
);

export const { POST, PATCH, DELETE, OPTIONS } = otherMethods("GET", "PUT");
