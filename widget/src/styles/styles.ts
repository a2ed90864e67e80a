import type { CSSResultGroup } from "lit";
import { guestFormStyles } from "../guest/guest-form-styles.js";
import { composer } from "./composer.js";
import { layout } from "./layout.js";
import { motion } from "./motion.js";
import { theme } from "./theme.js";
import { thread } from "./thread.js";

/** Everything the element wears; constructed sheets, so that a strict `style-src` allows them. */
export const styles: CSSResultGroup = [theme, layout, thread, composer, guestFormStyles, motion];
