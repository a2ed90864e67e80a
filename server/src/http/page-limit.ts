import { PAGE_SIZE_MAX } from "@photo-chat/sdk/protocol";
import * as v from "valibot";

const message = `must be a whole number from 1 to ${PAGE_SIZE_MAX}`;

/** How much of a list a query asks for. */
export const pageLimit = v.pipe(
  v.string(),
  v.regex(/^\d{1,3}$/, message),
  v.transform(Number),
  v.number(),
  v.integer(),
  v.minValue(1, message),
  v.maxValue(PAGE_SIZE_MAX, message),
);
