import { RollbackScreen } from "@/components/rollbacks/rollback-screen";
import { WATCHED } from "../fixtures/fleet";
import { ago } from "../fixtures/now";
import { BEING_ROLLED_BACK, FAILING, OMNISERVE, R_1_0_3, R_1_0_4, R_1_1_0, R_1_2_0 } from "../fixtures/omniserve";
import { SAM } from "../fixtures/people";
import { BLOCKED, PLAN, WARNS } from "../fixtures/plan";
import { answers, listOf, refuses, type Network, type Reply } from "../network";
import type { GalleryStates } from "../state";

const screen = <RollbackScreen botId={OMNISERVE.id} />;
const at = `/bots/${OMNISERVE.id}`;
const network: Network = {
  "GET /watchfulness": answers(WATCHED),
  "GET /alarms": listOf(),
  [`GET ${at}`]: answers(FAILING),
  [`GET ${at}/releases`]: listOf(R_1_2_0, R_1_1_0, R_1_0_4, R_1_0_3),
};
const planned = (reply: Reply): Network => ({ ...network, [`POST ${at}/rollback-plans`]: reply });
const made = (body: unknown): Reply => ({ status: 201, body });

const WITHOUT_DATABASE = refuses(503, "database-gone", "The database does not answer. These commands do the same.", {
  bot: "OmniServe",
  environment: "Production",
  from: "1.2.0",
  to: "1.1.0",
  sentence: "The bot still runs what it ran when this was last checked. The commands refuse if it does not any more.",
  knownAt: ago(20),
  goneSince: ago(12),
  commands: [
    {
      does: "Brings 1.1.0 back",
      command: "kubectl -n support patch deployment omniserve --type=json --patch-file /dev/stdin <<'PATCH'\n[…]\nPATCH",
    },
  ],
  script: "kubectl -n support patch deployment omniserve --type=json --patch-file /dev/stdin <<'PATCH'\n[…]\nPATCH",
});

export const dialogStates: GalleryStates = {
  "dialog-loading": { title: "The plan is being made", screen, framed: false, network: planned("never") },
  "dialog-ready": { title: "The difference is the confirmation", screen, framed: false, network: planned(made(PLAN)) },
  "dialog-warns": { title: "A guard warns, so the name is asked", screen, framed: false, network: planned(made(WARNS)) },
  "dialog-blocked": { title: "The cluster says no", screen, framed: false, network: planned(made(BLOCKED)) },
  "dialog-viewer": {
    title: "For somebody who may only look",
    screen,
    framed: false,
    network: planned(
      refuses(403, "forbidden", "Rolling back needs the role operator, lead or admin; yours is viewer. Ask someone who has it."),
    ),
    person: SAM,
  },
  "dialog-already-running": {
    title: "Somebody was first",
    screen,
    framed: false,
    network: { ...network, [`GET ${at}`]: answers(BEING_ROLLED_BACK) },
  },
  "dialog-cluster-unreachable": {
    title: "The cluster is out of reach",
    screen,
    framed: false,
    network: planned(refuses(503, "cluster-unreachable", "The cluster has not answered since 10:11. Nothing was changed.")),
  },
  "dialog-nothing-good": {
    title: "Nothing to go back to",
    screen,
    framed: false,
    network: planned(refuses(409, "nothing-to-roll-back-to", "No other release of OmniServe is known. Nothing was changed.")),
  },
  "dialog-database-gone": { title: "The database is gone: commands instead", screen, framed: false, network: planned(WITHOUT_DATABASE) },
  "dialog-unreachable": { title: "Lastgood does not answer", screen, framed: false, network: planned("unreachable") },
};
