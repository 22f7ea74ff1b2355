import { BotPage } from "@/components/bots/bot-page";
import { OUT_OF_REACH, PUT_BACK, UNWATCHED, WATCHED } from "../fixtures/fleet";
import { ago, NOW } from "../fixtures/now";
import {
  BEING_ROLLED_BACK,
  DETAIL_1_2_0,
  FAILING,
  HISTORY,
  HISTORY_AFTER,
  OMNISERVE,
  RECOVERED,
  R_1_0_3,
  R_1_0_4,
  R_1_1_0,
  R_1_2_0,
} from "../fixtures/omniserve";
import { BLOCKED, READY } from "../fixtures/readiness";
import { LEE, SAM } from "../fixtures/people";
import { answers, listOf, refuses, type Network } from "../network";
import type { GalleryStates } from "../state";

const screen = <BotPage botId={OMNISERVE.id} />;
const at = `GET /bots/${OMNISERVE.id}`;
const network: Network = {
  "GET /watchfulness": answers(WATCHED),
  "GET /alarms": listOf(),
  [at]: answers(FAILING),
  [`${at}/rollouts`]: listOf(...HISTORY),
  [`${at}/releases`]: listOf(R_1_2_0, R_1_1_0, R_1_0_4, R_1_0_3),
  [`${at}/releases/${R_1_2_0.id}`]: answers(DETAIL_1_2_0),
  [`${at}/releases/${R_1_1_0.id}`]: answers({ ...DETAIL_1_2_0, ...R_1_1_0 }),
  [`${at}/config-drift`]: listOf(),
  [`${at}/readiness`]: answers(READY),
};
const after: Network = {
  ...network,
  [at]: answers(RECOVERED),
  [`${at}/rollouts`]: listOf(...HISTORY_AFTER),
  [`${at}/readiness`]: answers({ ...READY, to: R_1_0_4 }),
};

export const botStates: GalleryStates = {
  "bot-loading": { title: "The bot is being read", screen, network: { ...network, [at]: "never" } },
  "bot-failing": { title: "Failing, and it can go back", screen, network },
  "bot-recovered": { title: "A minute after its rollback", screen, network: after, person: LEE },
  "bot-rolling-back": { title: "A rollback runs", screen, network: { ...network, [at]: answers(BEING_ROLLED_BACK) } },
  "bot-viewer": { title: "For somebody who may only look", screen, network, person: SAM },
  "bot-asking-cluster": { title: "Whether it can go back is being asked", screen, network: { ...network, [`${at}/readiness`]: "never" } },
  "bot-blocked": { title: "It cannot go back now", screen, network: { ...network, [`${at}/readiness`]: answers(BLOCKED) } },
  "bot-first-release": {
    title: "Nothing to go back to",
    screen,
    network: {
      ...network,
      [at]: answers({ ...FAILING, target: { kind: "none", because: "only-one-release" } }),
      [`${at}/rollouts`]: listOf(HISTORY[0]),
    },
  },
  "bot-archived": {
    title: "Gone from its cluster",
    screen,
    network: {
      ...network,
      [at]: answers({ ...FAILING, archivedAt: ago(3_600), verdict: "unknown", live: null, target: { kind: "none", because: "archived" } }),
    },
  },
  "bot-history-unread": {
    title: "Its history could not be read",
    screen,
    network: { ...network, [`${at}/rollouts`]: refuses(422, "unexpected", "The history is damaged.") },
  },
  "bot-put-back": { title: "What was left is live again", screen, network: { ...network, "GET /alarms": listOf(PUT_BACK) } },
  "bot-worker-absent": { title: "No worker is there", screen, network: { ...network, "GET /watchfulness": answers(UNWATCHED) } },
  "bot-cluster-unreachable": {
    title: "The cluster is out of reach",
    screen,
    network: {
      ...network,
      "GET /watchfulness": answers(OUT_OF_REACH),
      [at]: answers({ ...FAILING, verdict: "unknown", verdictReasons: ["The cluster does not answer."], sightAt: ago(240) }),
      [`${at}/readiness`]: refuses(
        503,
        "cluster-unreachable",
        "The cluster of Production cannot be reached; it was last heard at 10:11:04 UTC. The cluster did not answer in time. Nothing was changed.",
      ),
    },
  },
  "bot-stale": { title: "Live updates stopped", screen, network, stoppedAt: NOW - 40_000 },
};
