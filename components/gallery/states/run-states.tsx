import { RunPage } from "@/components/rollbacks/run-page";
import type { RollbackJson } from "@/lib/rollbacks/schemas";
import { WATCHED } from "../fixtures/fleet";
import { NOW } from "../fixtures/now";
import { OMNISERVE, RECOVERED } from "../fixtures/omniserve";
import { LEE, SAM } from "../fixtures/people";
import {
  ABORTED,
  APPLYING,
  ERRORED,
  FAILED,
  FOLLOWING,
  IN_TROUBLE,
  RECOVERED_RUN,
  REVERTED,
  STUCK,
  SUPERSEDED,
  VERIFYING,
} from "../fixtures/run";
import { answers, listOf, type Network } from "../network";
import type { GalleryState, GalleryStates } from "../state";

const screen = <RunPage rollbackId={FOLLOWING.id} />;
const network: Network = {
  "GET /watchfulness": answers(WATCHED),
  "GET /alarms": listOf(),
  [`GET /bots/${OMNISERVE.id}`]: answers(RECOVERED),
};
const as = (title: string, run: RollbackJson, over: Partial<GalleryState> = {}): GalleryState => ({
  title,
  screen,
  network: { ...network, [`GET /rollbacks/${run.id}`]: answers(run) },
  ...over,
});

export const runStates: GalleryStates = {
  "run-loading": { title: "The run is being read", screen, network },
  "run-applying": as("Being sent to the cluster", APPLYING),
  "run-following": as("Pods are being replaced", FOLLOWING),
  "run-verifying": as("Watched before it is called recovered", VERIFYING),
  "run-recovered": as("Recovered", RECOVERED_RUN, { person: LEE }),
  "run-in-trouble": as("The target does not come up", IN_TROUBLE),
  "run-stuck": as("A pod is in the way", STUCK),
  "run-failed": as("Failed at its deadline", FAILED),
  "run-errored": as("Nobody can tell", ERRORED),
  "run-superseded": as("A deploy came meanwhile", SUPERSEDED),
  "run-reverted": as("Something put it back", REVERTED),
  "run-aborted": as("Somebody stopped it", ABORTED),
  "run-unattended": as("No worker follows it", { ...FOLLOWING, unattended: true }),
  "run-viewer": as("For somebody who may only look", FOLLOWING, { person: SAM }),
  "run-stale": as("Live updates stopped", FOLLOWING, { stoppedAt: NOW - 40_000 }),
};
