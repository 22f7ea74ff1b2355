"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { fetchJson } from "@/components/live/fetch-json";
import { Problem } from "@/components/live/problem";
import type { ConfirmInput, PlanJson, RollbackBrief } from "@/lib/rollbacks/schemas";
import type { ArmedPlan } from "./use-armed-plan";
import { planSubstance } from "./plan-substance";
import { runPath } from "./run-path";

export type Running = { id: string; path: string };
export type Confirming = {
  confirm: (words: Omit<ConfirmInput, "planId" | "botId">) => void;
  /** Sent and not refused: stays true until the run's page is there. */
  sending: boolean;
  problem: Problem | null;
  /** Somebody else's rollback to another target runs. */
  running: Running | null;
};

/** Sends one confirmation however often it is pressed, and goes to the run. */
export function useConfirm({ plan, rearm }: Pick<ArmedPlan, "plan" | "rearm">): Confirming {
  const router = useRouter();
  const latch = useRef(false);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const send = async (sent: PlanJson, words: Omit<ConfirmInput, "planId" | "botId">, again: boolean): Promise<void> => {
    const body: ConfirmInput = { planId: sent.id, botId: sent.botId, ...words };
    try {
      const { path } = await fetchJson<RollbackBrief>("/api/v1/rollbacks", { method: "POST", body });
      router.push(path);
    } catch (cause) {
      const refusal =
        cause instanceof Problem
          ? cause
          : new Problem({ status: 0, code: "unexpected", detail: "The page itself failed. Reload it, then press again." });
      const fresh = NEEDS_NEW_PLAN.includes(refusal.code) ? await rearm() : undefined;
      // An expired plan that says the same was already read: the person's click still counts.
      if (again && refusal.code === "plan-expired" && fresh && planSubstance(fresh) === planSubstance(sent))
        return send(fresh, words, false);
      latch.current = false;
      setSending(false);
      setProblem(refusal);
    }
  };

  return {
    confirm: (words) => {
      if (latch.current || !plan) return;
      latch.current = true;
      setSending(true);
      setProblem(null);
      void send(plan, words, true);
    },
    sending,
    problem,
    running: runningOf(problem),
  };
}

const NEEDS_NEW_PLAN = ["plan-expired", "plan-stale", "plan-blocked", "plan-unknown"];

function runningOf(problem: Problem | null): Running | null {
  const said = problem?.code === "rollback-running" ? problem.body.rollback : null;
  if (typeof said !== "object" || said === null) return null;
  const { id, path } = said as Partial<Running>;
  return typeof id === "string" ? { id, path: typeof path === "string" && path.startsWith("/rollbacks/") ? path : runPath(id) } : null;
}
