import type { ModerationTexts } from "./moderation-strings.js";

export const moderationTexts: ModerationTexts = () => ({
  block: (name) => `Block ${name}`,
  unblock: (name) => `Unblock ${name}`,
  report: (name) => `Report ${name}`,
  closed: "This conversation takes no messages.",
  closedByMe: (name) => `You have blocked ${name}. Neither of you can write here.`,
  liftBlock: "Unblock",
  reportText: (name) => `Tell the people who run this website what is wrong. ${name} isn’t told.`,
  reason: "What is it about?",
  spamReason: "Spam or advertising",
  abuseReason: "Insults, threats or harassment",
  otherReason: "Something else",
  note: "What happened? (optional)",
  cancel: "Cancel",
  sendReport: "Send report",
  thanks: "Thank you",
  thanksText: "Your report has been sent.",
  closeReport: "Close",
});
