import { ReportPage } from "@/components/rollbacks/report/report-page";
import type { IncidentReport, LessonJson } from "@/lib/rollbacks/report/schemas";
import { WATCHED } from "../fixtures/fleet";
import { ago, HOUR, MINUTE } from "../fixtures/now";
import { LEE, SAM } from "../fixtures/people";
import { PLAN } from "../fixtures/plan";
import { FAILED, RECOVERED_RUN } from "../fixtures/run";
import { answers, listOf, type Network } from "../network";
import type { GalleryState, GalleryStates } from "../state";

const { id, path, bot, from, to, reason, startedBy, startedAt, undoes } = RECOVERED_RUN;
const REPORT: IncidentReport = {
  title: "OmniServe 1.2.0 in Production",
  rollback: {
    ...{ id, path, bot, from, to, reason, startedBy, startedAt, undoes },
    phase: RECOVERED_RUN.phase,
    active: false,
    sentence: RECOVERED_RUN.sentence,
    afterwards: [],
    endedAt: RECOVERED_RUN.endedAt,
  },
  times: {
    firstBadAt: ago(14 * MINUTE),
    decideSeconds: 740,
    actSeconds: 0.4,
    recoverSeconds: 37.6,
    totalSeconds: 778,
    keptFiveMinutes: true,
  },
  spans: [
    { name: "Decide", words: "12 min 20 s", means: "from the first bad signal to the click" },
    { name: "Act", words: "0.4 s", means: "from the click until the cluster accepted it" },
    { name: "Recover", words: "38 s", means: "from there until every pod ran 1.1.0" },
  ],
  timeline: [
    { at: ago(15 * MINUTE), kind: "deploy", tone: "plain", sentence: "ci-release deployed 1.2.0: Sort tickets by sentiment." },
    { at: ago(14 * MINUTE), kind: "signal", tone: "bad", sentence: "First bad signal: 3 of 3 pods are not ready." },
    { at: ago(98), kind: "click", tone: "plain", sentence: "Kim rolled back to 1.1.0: wrong answers." },
    { at: ago(97.6), kind: "step", tone: "plain", sentence: "The cluster accepted it." },
    { at: ago(60), kind: "step", tone: "good", sentence: "Every pod ran 1.1.0." },
    { at: ago(30), kind: "end", tone: "good", sentence: "Recovered, and healthy for 30 s." },
  ],
  diff: { groups: PLAN.diff.groups, files: PLAN.diff.files },
  people: [
    { name: "Robin", did: ["wrote 1.2.0"] },
    { name: "Kim", did: ["rolled back", "holds 1.2.0 away"] },
  ],
  followUps: [
    { sentence: "1.2.0 is held away by Kim.", until: ago(60 - 24 * HOUR) },
    { sentence: "The ConfigMap omni-rules still holds what 1.2.0 brought: the next ordinary deploy brings it back.", until: null },
  ],
  lesson: null,
};
const LESSON: LessonJson = {
  version: 2,
  text: "The threshold belongs in the review checklist. A conversation check would have seen it within a minute.",
  by: "Lee",
  at: ago(5),
};
const UNFINISHED: IncidentReport = {
  ...REPORT,
  rollback: { ...REPORT.rollback, phase: FAILED.phase, sentence: FAILED.sentence },
  times: { ...REPORT.times, recoverSeconds: null, totalSeconds: null, keptFiveMinutes: null },
  timeline: [
    ...REPORT.timeline.slice(0, 4),
    { at: ago(30), kind: "end", tone: "bad", sentence: FAILED.sentence },
    { at: ago(5), kind: "after", tone: "bad", sentence: "argocd-controller put 1.2.0 back." },
  ],
  diff: null,
};

const quiet: Network = { "GET /watchfulness": answers(WATCHED), "GET /alarms": listOf() };
const as = (title: string, report: IncidentReport | null, over: Partial<GalleryState> = {}): GalleryState => ({
  title,
  screen: <ReportPage rollbackId={id} />,
  person: LEE,
  network: {
    ...quiet,
    ...(report && { [`GET /rollbacks/${id}/report`]: answers(report) }),
    [`GET /rollbacks/${id}/lesson`]: listOf(LESSON, { ...LESSON, version: 1, text: "The threshold.", at: ago(20) }),
  },
  ...over,
});

export const reportStates: GalleryStates = {
  "report-loading": as("Being read", null),
  "report-recovered": as("Of a rollback that recovered", REPORT),
  "report-lesson": as("With what was learned", { ...REPORT, lesson: LESSON }),
  "report-failed": as("Of one that failed and was put back", UNFINISHED),
  "report-viewer": as("For somebody who may only look", { ...REPORT, lesson: LESSON }, { person: SAM }),
};
