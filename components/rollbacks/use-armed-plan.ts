"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { fetchJson } from "@/components/live/fetch-json";
import { Problem } from "@/components/live/problem";
import { serverNow } from "@/components/time/server-clock";
import type { BotJson } from "@/lib/bots/schemas";
import type { PlanInput, PlanJson } from "@/lib/rollbacks/schemas";
import { askedQuery } from "./asked-plan";
import { planSubstance } from "./plan-substance";

const REARM_BEFORE_MS = 15_000;
const RETRY_UNREACHABLE_MS = 4_000;
const RETRY_GONE_MS = 60_000;

export type ArmedPlan = {
  plan: PlanJson | undefined;
  /** `plan` is of the choice before: the one that was asked for is on its way. */
  waiting: boolean;
  /** The last attempt to arm failed; `plan` may still be one from before. */
  problem: Problem | null;
  /** The plan differs from the one the person read: it has to be read again. */
  changed: boolean;
  /** The person has read the plan that is shown now. */
  read: () => void;
  rearm: () => Promise<PlanJson | undefined>;
};

/**
 * A plan that stays fresh while it is read: made at once, made again before it expires and whenever what it was made from has moved.
 * A new plan that says the same replaces the old one silently; one of another choice was asked for.
 */
export function useArmedPlan(bot: BotJson, input: PlanInput): ArmedPlan {
  const asked = askedQuery(input);
  const target = input.releaseId ?? input.undoes ?? input.again ?? null;
  const madeFrom = [bot.live?.release.id, bot.sight.paused, bot.archivedAt, bot.activeRollback?.id ?? null];
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ["plan", bot.id, target, asked, ...madeFrom],
    queryFn: async () => ({
      asked,
      plan: await fetchJson<PlanJson>(`/api/v1/bots/${encodeURIComponent(bot.id)}/rollback-plans`, { method: "POST", body: input }),
    }),
    placeholderData: (former, query) => (query?.queryKey[2] === target ? former : undefined),
    // While a rollback runs there is nothing to plan, unless somebody chooses another release instead.
    enabled: bot.activeRollback === null || input.releaseId !== undefined,
    gcTime: 0,
    retry: false,
    refetchInterval: ({ state }) => (state.error instanceof Problem && isPassing(state.error) ? pauseAfter(state.error) : false),
  });
  const plan = data?.plan;
  const waiting = isPlaceholderData && data?.asked !== asked;

  const [agreed, setAgreed] = useState<{ asked: string; substance: string } | null>(null);
  const substance = plan && !waiting ? planSubstance(plan) : undefined;
  if (substance !== undefined && agreed?.asked !== asked) setAgreed({ asked, substance });

  const expiresAt = plan?.expiresAt;
  useEffect(() => {
    if (expiresAt === undefined) return;
    const timer = setTimeout(() => void refetch(), Math.max(1_000, Date.parse(expiresAt) - serverNow() - REARM_BEFORE_MS));
    return () => clearTimeout(timer);
  }, [expiresAt, refetch]);

  return {
    plan,
    waiting,
    problem: error instanceof Problem ? error : null,
    changed: substance !== undefined && agreed !== null && agreed.asked === asked && agreed.substance !== substance,
    read: () => substance !== undefined && setAgreed({ asked, substance }),
    rearm: async () => (await refetch()).data?.plan,
  };
}

/** Whoever copies commands is not given others every few seconds. */
const pauseAfter = ({ code }: Problem) => (code === "database-gone" ? RETRY_GONE_MS : RETRY_UNREACHABLE_MS);

const isPassing = ({ status, code }: Problem) =>
  status === 0 || ["cluster-unreachable", "database-unreachable", "database-gone"].includes(code);
