import type { ReactiveControllerHost } from "lit";
import type { Localization } from "../strings/localization.js";
import type { ModerationStrings } from "../strings/moderation-strings.js";
import { moderationStrings } from "../strings/moderation-tables.js";

const known = new WeakMap<Localization, ModerationStrings>();
const coming = new WeakMap<Localization, Promise<unknown>>();

/** While rendering: null until the language's texts have come, when the host is rendered again. */
export function moderationTexts(
  host: ReactiveControllerHost,
  localization: Localization,
): ModerationStrings | null {
  const strings = known.get(localization);
  if (strings) return strings;
  const load =
    coming.get(localization) ??
    moderationStrings(localization).then((texts) => known.set(localization, texts));
  coming.set(localization, load);
  void load.then(() => host.requestUpdate());
  return null;
}
