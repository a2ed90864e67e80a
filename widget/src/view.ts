import type { Localization } from "./strings/localization.js";
import type { ClockController } from "./status/clock-controller.js";

/** What every template needs besides its data. */
export interface View {
  readonly localization: Localization;
  readonly clock: ClockController;
}
