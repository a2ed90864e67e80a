import type { GuestStrings } from "./photo-chat-strings.js";

export const guestTexts: GuestStrings = {
  guestTitle: "Start a conversation",
  guestText: "Ask about dates, prices or a shoot. Your messages stay here when you come back.",
  name: "Your name",
  nameMissing: "Enter a name, so that it’s clear who is writing.",
  email: "Your e-mail address (optional)",
  emailHint: "Only for answering you once you have left this page. Other visitors never see it.",
  emailWrong: "This isn’t a whole address yet. It looks like name@example.com.",
  start: "Start chat",
  starting: "Starting…",
  guestExpired: "Your last conversation has ended. Start a new one here.",
};
