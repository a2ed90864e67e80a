/**
 * Properties that only the chat's own file reads and writes: those of parts that work with each
 * other inside of it, and Lit's. No part that comes later may use one, nor a page, the wire or the
 * storage. The build looks for them in all other files, and in strings of the chat's.
 */
const names = `
  isUpdatePending hasUpdated createRenderRoot scheduleUpdate elementProperties renderRoot
  willUpdate performUpdate enableUpdating useDefault reflect attribute createProperty ctor

  attempt caughtUp confirmDelivery conversationOf drafts drain environment fail known learn lead listed merge moveRead notBefore
  onBehind
  onChange onCommitted onError onEvent onFail onGone onLogout onMessage onMoved onOnline onState
  onToken moveTo notify openTransport outboxFor restores since timeline typists until users want

  arrive atEnd carry closeByEscape connectError detailed edit far follow growDown growUp inUse
  isAbove looking newCount onReach peerName range received rememberFocus seenKey sendable startsDay
  startsGuest startsUnread troubleSince unreadKey
`;

const all = String.raw`(?:_\$[\w$]+|${names.trim().split(/\s+/).join("|")})`;

/** Each of them, as the minifier takes it. */
export const internalNames = new RegExp(`^${all}$`);

/** Where another file uses one. */
export const usedElsewhere = new RegExp(String.raw`(?:[.{,;}]|get )${all}\b`);

/** Where one is asked for by a string. */
export const usedAsString = new RegExp(`(["'\`])${all}\\1`);
