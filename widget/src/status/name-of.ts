import type { Participant } from "@photo-chat/sdk";
import type { Strings } from "../strings/photo-chat-strings.js";

/** What somebody is called who may have given no name, or whom the host has erased. */
export function nameOf(one: Participant | undefined, { erased, guest }: Strings): string {
  return one?.name ?? (one?.erased ? erased : guest);
}
