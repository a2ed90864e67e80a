import type { Localization } from "./strings/localization.js";
import type { OnDemand } from "./on-demand.js";
import type { ClockController } from "./status/clock-controller.js";
import type * as Rich from "./thread/rich-message.js";

/** What every template needs besides its data. */
export interface View {
  readonly localization: Localization;
  readonly clock: ClockController;
  /** Cards, images, files and links. */
  readonly rich: OnDemand<typeof Rich>;
}
