import { DeletedPods, DeletePodsInput, ReasonInput } from "@/lib/rollbacks/act-schemas";
import { PlanCommands, RollbackJson } from "@/lib/rollbacks/schemas";
import { ById, type Operation } from "./operation";

/** What `/api/v1` can do about a rollback, or the plan of one, beside starting it. */
export const runOperations = {
  takeCommands: {
    method: "POST",
    path: "/api/v1/rollback-plans/{id}/commands",
    summary: "A plan as the kubectl commands that do the same. They hold values as they are; it is on the record who took them.",
    permission: "rollback",
    params: ById,
    answers: { 200: { description: "The commands. Nothing was carried out.", schema: PlanCommands } },
    problems: [
      "plan-unknown",
      "plan-stale",
      "content-damaged",
      "content-missing",
      "secret-key-wrong",
      "cluster-unreachable",
      "cluster-refused",
    ],
  },
  changeReason: {
    method: "PATCH",
    path: "/api/v1/rollbacks/{id}",
    summary: "Says better why a rollback was made, also after its end.",
    permission: "rollback",
    params: ById,
    body: ReasonInput,
    answers: { 200: { description: "The rollback as it stands now.", schema: RollbackJson } },
    problems: ["not-found"],
  },
  abortRollback: {
    method: "POST",
    path: "/api/v1/rollbacks/{id}/abort",
    summary:
      "Stops a rollback. Before the cluster has accepted it nothing is sent any more, which may take 12 s to be sure of; after that Lastgood stops following, and the cluster goes on.",
    permission: "rollback",
    params: ById,
    body: ReasonInput,
    answers: { 200: { description: "The rollback, ended.", schema: RollbackJson } },
    problems: ["not-found", "conflict"],
  },
  deletePodsInTheWay: {
    method: "POST",
    path: "/api/v1/rollbacks/{id}/pods-in-the-way/delete",
    summary:
      "Deletes pods that keep a rollback from getting further and that no controller replaces: of those named by name and uid the ones that still do.",
    permission: "rollback",
    params: ById,
    body: DeletePodsInput,
    answers: { 200: { description: "What was deleted, and what was not and why.", schema: DeletedPods } },
    problems: ["not-found", "conflict", "cluster-refused", "cluster-unreachable"],
  },
} as const satisfies Record<string, Operation>;
