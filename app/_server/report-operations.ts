import { z } from "zod";
import { IncidentReport, LessonInput, LessonJson, Lessons } from "@/lib/rollbacks/report/schemas";
import { ById, type Operation } from "./operation";

/** What `/api/v1` can say and keep of an incident. */
export const reportOperations = {
  readIncidentReport: {
    method: "GET",
    path: "/api/v1/rollbacks/{id}/report",
    summary: "The incident report of a rollback: timeline, times, difference, people, what is still open, what was learned.",
    permission: "read",
    params: ById,
    answers: { 200: { description: "The report as of now.", schema: IncidentReport } },
    problems: ["not-found"],
  },
  readIncidentReportAsMarkdown: {
    method: "GET",
    path: "/api/v1/rollbacks/{id}/report.md",
    summary: "The same as a Markdown file.",
    permission: "read",
    params: ById,
    answers: { 200: { description: "Markdown, times in UTC.", schema: z.string(), mediaType: "text/markdown; charset=utf-8" } },
    problems: ["not-found"],
  },
  listLessons: {
    method: "GET",
    path: "/api/v1/rollbacks/{id}/lesson",
    summary: "Every version of what was learned from a rollback, newest first.",
    permission: "read",
    params: ById,
    answers: { 200: { description: "At most 200 versions.", schema: Lessons } },
    problems: ["not-found"],
  },
  writeLesson: {
    method: "PUT",
    path: "/api/v1/rollbacks/{id}/lesson",
    summary:
      "Writes what was learned as a new version. With `basedOn` other than the newest version it is refused, and the problem holds that one as `lesson`.",
    permission: "rollback",
    params: ById,
    body: LessonInput,
    answers: { 200: { description: "The version that counts now.", schema: LessonJson } },
    problems: ["not-found", "conflict"],
  },
} as const satisfies Record<string, Operation>;
