import type { Texts } from "./photo-chat-strings.js";

const signedOut = "You are signed out. Reload the page or sign in again.";
const unavailable = "The chat can’t be reached just now. Try again in a moment.";

export const texts: Texts = ({ count }) => ({
  openChat: "Open chat",
  closeChat: "Close chat",
  chat: "Chat",
  chatWith: (name) => `Chat with ${name}`,
  unread: (n) => count(n, { one: "# unread message", other: "# unread messages" }),
  guest: "Guest",
  erased: "Deleted account",
  you: "You",
  online: "Online",
  offline: "Offline",
  lastSeen: (when) => `Last seen ${when}`,
  away: "Away",
  backAt: (time) => `Away · back at ${time}`,
  backOn: (day) => `Away · back ${day}`,
  justNow: "just now",
  typing: (name) => `${name} is typing`,

  connecting: "Connecting…",
  catchingUp: "Catching up…",
  disconnected: "No connection.",
  waiting: (n) =>
    count(n, {
      one: "# message waits and is sent once you are back online.",
      other: "# messages wait and are sent once you are back online.",
    }),
  keepOpen: "Keep this page open until then.",
  retryIn: (n) => count(n, { other: "Next try in # s" }),
  held: "That was a lot at once. The rest follows by itself.",
  trying: "Trying to connect…",
  tryNow: "Try now",
  tryAgain: "Try again",

  messages: (name) => `Messages with ${name}`,
  loading: "Loading the conversation",
  loadingOlder: "Loading earlier messages",
  olderFailed: "Earlier messages couldn’t be loaded.",
  newMessages: (n) => count(n, { one: "# new message", other: "# new messages" }),
  toNewest: "Go to the newest message",
  unreadStart: "New messages",
  emptyTitle: "Say hello",
  emptyText: (name) => `${name} reads every message here and answers as soon as possible.`,

  sending: "Sending",
  sent: "Sent",
  delivered: "Delivered",
  read: "Read",
  failed: "Not sent",
  retry: "Send again",
  discard: "Discard",
  image: "Image",
  imageFailed: "The image couldn’t be loaded. Open it",
  file: "File",
  deleted: "Message deleted",

  message: "Message",
  photo: "Photo",
  removePhoto: (title) => `Remove “${title}”`,
  emoji: "Emoji",
  placeholder: "Write a message…",
  send: "Send",
  charactersLeft: (n) => count(n, { one: "# character left", other: "# characters left" }),
  tooLong: (n) =>
    count(n, {
      one: "# character too long. Shorten the message to send it.",
      other: "# characters too long. Shorten the message to send it.",
    }),

  menu: "More options",
  sound: "Sound for new messages",

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

  notSetUp: "This chat isn’t set up yet: it doesn’t say who to talk to.",
  errors: {
    auth_missing: signedOut,
    auth_invalid:
      "The chat doesn’t let you in. Sign in again, or ask the people who run this website.",
    auth_expired: signedOut,
    token_failed: "Signing in didn’t work. Try again in a moment.",
    origin_denied: "The chat isn’t enabled for this website. Its owner can enable it.",
    too_many_connections: "The chat is open in too many places. Close some, then try again.",
    forbidden:
      "This conversation takes no messages from you. If it should, check that you are signed in with the right account.",
    not_found: "This conversation doesn’t exist.",
    too_large: "The message is too long. Send it in several parts.",
    invalid: "The message can’t be sent like this. Change it and send it again.",
    conflict: "The message couldn’t be sent. Copy it and write it anew.",
    rate_limited: "That was a lot at once. Wait a moment, then try again.",
    offline: "You are offline. Try again once you are connected.",
    timeout: unavailable,
    unavailable,
    storage_failed:
      "This browser can’t keep unsent messages. Leave the page open until they are sent.",
    other: "Something went wrong. Try again.",
  },
});
