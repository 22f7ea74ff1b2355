import type { GalleryStates } from "./state";
import { botStates } from "./states/bot-states";
import { dialogStates } from "./states/dialog-states";
import { fleetStates } from "./states/fleet-states";
import { runStates } from "./states/run-states";

/** Every state that a screen was designed for. The browser tests look at each of them. */
export const states: GalleryStates = { ...fleetStates, ...botStates, ...dialogStates, ...runStates };
