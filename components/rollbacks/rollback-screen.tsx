"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { DocumentTitle } from "@/components/frame/document-title";
import { queries } from "@/components/live/queries";
import type { BotJson } from "@/lib/bots/schemas";
import type { PlanInput } from "@/lib/rollbacks/schemas";
import { askedPlan, askedQuery } from "./asked-plan";
import { BreakGlass } from "./break-glass";
import { commandsIn } from "./commands-in";
import { expectedSides } from "./expected-sides";
import { PlanBody } from "./plan-body";
import { PlanFooter } from "./plan-footer";
import { PlanProblem } from "./plan-problem";
import { PlanSkeleton } from "./plan-skeleton";
import { Plates } from "./plates";
import { ReleasePicker } from "./release-picker";
import { useArmedPlan } from "./use-armed-plan";
import { useConfirm } from "./use-confirm";

/** The rollback dialog: the difference is the confirmation. */
export function RollbackScreen({ botId }: { botId: string }) {
  const { data: bot } = useQuery(queries.bot(botId));
  return (
    <main
      id="main"
      className="relative bg-raised max-sm:flex max-sm:min-h-dvh max-sm:flex-col sm:mx-auto sm:my-12 sm:w-[calc(100%-2rem)] sm:max-w-180 sm:overflow-clip sm:rounded-xl sm:shadow-layer"
    >
      {bot ? <Dialog bot={bot} /> : <PlanSkeleton title="Roll back" />}
    </main>
  );
}

function Dialog({ bot }: { bot: BotJson }) {
  const router = useRouter();
  const asked = askedPlan(useSearchParams());
  const armed = useArmedPlan(bot, asked);
  const confirming = useConfirm(armed);
  const [typedName, setTypedName] = useState("");
  const [choosing, setChoosing] = useState(false);
  const { plan, problem } = armed;
  const { data: releases } = useQuery({ ...queries.releases(bot.id), enabled: asked.releaseId !== undefined });
  const expected = plan ? null : expectedSides(bot, asked, releases?.items ?? []);
  const given = commandsIn(confirming.problem) ?? commandsIn(problem);
  const [said, setReason] = useState<string | null>(null);
  const reason = said ?? plan?.reason ?? "";
  const what = asked.undoes === undefined ? "Roll back" : "Undo the rollback of";
  const title = `${what} ${bot.title} in ${bot.environment.title}`;

  useEffect(() => {
    const leave = ({ key, defaultPrevented }: KeyboardEvent) => {
      if (key === "Escape" && !defaultPrevented) router.push(bot.path);
    };
    window.addEventListener("keydown", leave);
    return () => window.removeEventListener("keydown", leave);
  }, [router, bot.path]);

  const ask = (input: PlanInput) => {
    setTypedName("");
    window.history.replaceState(null, "", `${bot.path}/rollback${askedQuery(input)}`);
  };
  const { choice: _, pinImages: __, ...all } = asked;
  const chosen = asked.releaseId ?? plan?.to.id ?? "";
  const picker = choosing && <ReleasePicker bot={bot} chosen={chosen} onChoose={(releaseId) => ask({ releaseId })} />;
  const toggle = (
    <button
      type="button"
      aria-expanded={choosing}
      onClick={() => setChoosing(!choosing)}
      className="-my-2 min-h-11 flex-none text-xs text-ink-2 hover:text-ink sm:-my-1 sm:min-h-8"
    >
      choose another <span aria-hidden>{choosing ? "▴" : "▾"}</span>
    </button>
  );

  return (
    <>
      <DocumentTitle>{`${title} · Lastgood`}</DocumentTitle>
      <div className="flex-1 px-4 pt-4.5 pb-2 sm:px-7.5 sm:pt-6.5">
        <div className="flex items-start justify-between gap-4">
          <h1 className="text-xl font-title tracking-[-0.02em] text-balance">{title}</h1>
          <kbd className="mt-1 rounded-sm border border-line-2 px-1.5 font-mono text-xs leading-4 text-ink-3 max-sm:hidden">Esc</kbd>
        </div>
        {given ? (
          <BreakGlass given={given} />
        ) : plan && !(problem && !armed.changed && problem.code === "not-found") ? (
          <PlanBody
            bot={bot}
            armed={armed}
            plan={plan}
            asked={asked}
            onAsk={ask}
            choose={toggle}
            picker={picker}
            reason={reason}
            onReason={setReason}
            typedName={typedName}
            onTypedName={setTypedName}
          />
        ) : problem ? (
          <PlanProblem
            problem={problem}
            bot={bot}
            onRetry={() => void armed.rearm()}
            onAskAll={asked.choice === undefined ? null : () => ask(all)}
            choose={toggle}
            picker={picker}
          />
        ) : bot.activeRollback ? (
          <>
            <p className="mt-3 mb-2 text-ink-2">
              It is going back to <span className="version text-ink">{bot.activeRollback.toVersion}</span> already. Only one rollback of a
              bot runs at a time: follow it, or {toggle} release instead.
            </p>
            {picker}
          </>
        ) : (
          <PlanSkeleton plates={expected && <Plates bot={bot} from={expected.from} to={expected.to} choose={toggle} />} />
        )}
      </div>
      <PlanFooter
        bot={bot}
        armed={armed}
        expected={expected?.to.version ?? null}
        confirming={confirming}
        reason={reason}
        typedName={typedName}
      />
    </>
  );
}
