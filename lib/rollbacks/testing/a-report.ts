import type { ReleaseJson } from "@/lib/bots/schemas";
import type { TimelineFacts } from "../report/incident-timeline";
import type { IncidentReport } from "../report/schemas";

const at = (time: string) => `2026-01-31T${time}.000Z`;

export function aRelease(version: string, other: Partial<ReleaseJson> = {}): ReleaseJson {
  const known = { standing: "known-good", quarantine: null, firstSeenAt: at("09:00:00"), knownGoodAt: at("09:20:00") } as const;
  const said = { images: [], commit: null, author: null, changeCause: null };
  return { id: `rel_${version}`, version, digest: "0123456789ab", ...said, ...known, ...other };
}

/** OmniServe's run as a timeline needs it: bad since 10:00:14, clicked at 10:15:04, recovered in 38 s. */
export function aRun(other: Partial<TimelineFacts["run"]> = {}): TimelineFacts["run"] {
  const step = (name: TimelineFacts["run"]["steps"][number]["name"], time: string) =>
    ({ name, state: "done", at: at(time), note: null }) as const;
  return {
    from: aRelease("1.2.0"),
    to: aRelease("1.1.0"),
    startedBy: "Kim",
    startedAt: at("10:15:04"),
    endedAt: at("10:16:12"),
    reason: "wrong answers",
    phase: "recovered",
    sentence: "Recovered in 38 s, verified for 30 s.",
    undoes: null,
    steps: [step("recorded", "10:15:04"), step("accepted", "10:15:04"), step("pods-replaced", "10:15:35"), step("verified", "10:16:12")],
    remarks: [
      { at: at("10:20:00"), tone: "bad", sentence: "1.2.0 was put back 4 min later by argocd.", lines: [] },
      { at: at("10:16:12"), tone: "good", sentence: "Recovered in 38 s, verified for 30 s.", lines: [] },
      { at: at("10:15:20"), tone: "bad", sentence: "Pod omniserve-1 cannot pull its image.", lines: [] },
      { at: at("10:15:10"), tone: "plain", sentence: "Pod omniserve-1 is ready.", lines: [] },
    ],
    ...other,
  };
}

export function aReport(other: Partial<IncidentReport> = {}): IncidentReport {
  const { steps: _, remarks: __, ...run } = aRun();
  const bot = {
    id: "bot_1",
    environment: { name: "production", title: "Production" },
    namespace: "support",
    kind: "Deployment",
    name: "omniserve",
    team: null,
  } as const;
  return {
    title: "OmniServe in Production: from 1.2.0 back to 1.1.0",
    rollback: {
      ...run,
      id: "rb_1",
      path: "/rollbacks/rb_1",
      bot: { ...bot, title: "OmniServe", path: "/bots/production/support/deployment/omniserve" },
      active: false,
      afterwards: [],
    },
    times: {
      firstBadAt: at("10:00:14"),
      decideSeconds: 890,
      actSeconds: 0.03,
      recoverSeconds: 37.97,
      totalSeconds: 928,
      keptFiveMinutes: true,
    },
    spans: [{ name: "Decide", words: "14 min 50 s", means: "from the first bad signal to the click" }],
    timeline: [{ at: at("10:15:04"), kind: "click", tone: "plain", sentence: "Kim started the rollback to 1.1.0." }],
    diff: { groups: [], files: [] },
    people: [{ name: "Kim", did: ["started the rollback", "said why"] }],
    followUps: [{ sentence: "Kim holds 1.2.0 away.", until: at("22:15:04") }],
    lesson: { version: 2, text: "Test with real tickets.\nAlert on the share of urgent ones.", by: "Lee", at: at("12:00:00") },
    ...other,
  };
}
