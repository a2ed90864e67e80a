import type { ActionStrings } from "./photo-chat-strings.js";

export const actionTexts: ActionStrings = {
  messageActions: "Message actions",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Copying isn’t allowed here. Select the text instead.",
};
