import { Readiness } from "@/lib/rollbacks/readiness-schema";
import { ById, type Operation } from "./operation";

/** What `/api/v1` says of one bot beside what it is: what its page asks for once it is there. */
export const botOperations = {
  readReadiness: {
    method: "GET",
    path: "/api/v1/bots/{id}/readiness",
    summary: "Whether this bot could go back now: the default target, what is checked before it, and how long it will probably take.",
    permission: "read",
    params: ById,
    answers: { 200: { description: "What would be proposed this moment, or why nothing would be.", schema: Readiness } },
    problems: [
      "not-found",
      "bot-gone",
      "cluster-unreachable",
      "cluster-refused",
      "content-pruned",
      "content-damaged",
      "content-missing",
      "secret-key-wrong",
    ],
  },
} as const satisfies Record<string, Operation>;
