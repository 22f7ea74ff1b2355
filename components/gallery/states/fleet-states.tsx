import { Fleet } from "@/components/bots/fleet";
import { BEING_ROLLED_BACK, FAILING } from "../fixtures/omniserve";
import { CALM, NOWHERE, OUT_OF_REACH, PUT_BACK, THOUSAND, TROUBLE, UNWATCHED, WATCHED } from "../fixtures/fleet";
import { fleetOf } from "../fixtures/fleet-of";
import { NOW } from "../fixtures/now";
import { ADA, SAM } from "../fixtures/people";
import { answers, listOf, refuses } from "../network";
import type { GalleryStates } from "../state";

const others = TROUBLE.filter(({ id }) => id !== FAILING.id);
const screen = <Fleet />;
const quiet = { "GET /watchfulness": answers(WATCHED), "GET /alarms": listOf() };
const trouble = { ...quiet, "GET /fleet": fleetOf(...TROUBLE) };

export const fleetStates: GalleryStates = {
  "fleet-loading": { title: "The fleet is being read", screen, network: quiet },
  "fleet-trouble": { title: "One bot is failing, one degraded", screen, network: trouble },
  "fleet-calm": { title: "All bots run well", screen, network: { ...quiet, "GET /fleet": fleetOf(...CALM) } },
  "fleet-rolling-back": {
    title: "A rollback runs",
    screen,
    network: { ...quiet, "GET /fleet": fleetOf(BEING_ROLLED_BACK, ...others) },
  },
  "fleet-thousand": { title: "A thousand bots", screen, network: { ...quiet, "GET /fleet": fleetOf(FAILING, ...THOUSAND) } },
  "fleet-viewer": { title: "For somebody who may only look", screen, network: trouble, person: SAM },
  "fleet-empty": { title: "No bot yet in the namespaces", screen, network: { ...quiet, "GET /fleet": listOf() } },
  "fleet-nowhere": {
    title: "Nobody has said where bots are",
    screen,
    network: { ...quiet, "GET /fleet": listOf(), "GET /watchfulness": answers(NOWHERE) },
    person: ADA,
  },
  "fleet-stale": { title: "Live updates stopped", screen, network: trouble, stoppedAt: NOW - 40_000 },
  "fleet-worker-absent": { title: "No worker is there", screen, network: { ...trouble, "GET /watchfulness": answers(UNWATCHED) } },
  "fleet-cluster-unreachable": {
    title: "The cluster is out of reach",
    screen,
    network: { ...trouble, "GET /watchfulness": answers(OUT_OF_REACH) },
  },
  "fleet-alarm": { title: "A release in quarantine is live again", screen, network: { ...trouble, "GET /alarms": listOf(PUT_BACK) } },
  "fleet-signed-out": {
    title: "The session has ended",
    screen,
    network: { ...trouble, "GET /watchfulness": refuses(401, "not-signed-in", "Sign in first.") },
  },
};
