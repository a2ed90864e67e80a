import type { CSSResultGroup } from "lit";
import { conversation } from "./conversation.js";
import { layout } from "./layout.js";
import { theme } from "./theme.js";

/** Everything the element wears; constructed sheets, so that a strict `style-src` allows them. */
export const styles: CSSResultGroup = [theme, layout, conversation];
