import type { GalleryStates } from "./state";
import { auditStates } from "./states/audit-states";
import { botStates } from "./states/bot-states";
import { dialogStates } from "./states/dialog-states";
import { fleetStates } from "./states/fleet-states";
import { insightsStates } from "./states/insights-states";
import { otherStates } from "./states/other-states";
import { reportStates } from "./states/report-states";
import { runStates } from "./states/run-states";
import { statusStates } from "./states/status-states";

/** Every state that a screen was designed for. */
export const states: GalleryStates = {
  ...fleetStates,
  ...botStates,
  ...dialogStates,
  ...runStates,
  ...reportStates,
  ...statusStates,
  ...insightsStates,
  ...auditStates,
  ...otherStates,
};
