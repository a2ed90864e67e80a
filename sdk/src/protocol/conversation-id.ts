const canonicalInteger = /^(0|[1-9][0-9]*)$/;
const kept = /[A-Za-z0-9.-]/;
const plain = /^[A-Za-z0-9.-]*$/;

/**
 * Writes a user id so that it can stand in a conversation or room name: `A-Z a-z 0-9 . -` stay,
 * every other byte of its UTF-8 form becomes `~XX` in upper-case hex. Injective for well-formed strings.
 */
export function escapeId(id: string): string {
  if (plain.test(id)) return id;
  let escaped = "";
  for (const byte of new TextEncoder().encode(id)) {
    const char = String.fromCharCode(byte);
    escaped += kept.test(char) ? char : `~${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return escaped;
}

function inOrder(a: string, b: string): boolean {
  if (canonicalInteger.test(a) && canonicalInteger.test(b) && a.length !== b.length) {
    return a.length < b.length;
  }
  return a <= b;
}

/**
 * The id of the direct conversation of two users: a pure function of the pair, the same whichever
 * comes first. Two canonical integers stand in numeric order, anything else in code-unit order.
 *
 * @example conversationIdOf("5", "1") // "conv_1_5"
 * @example conversationIdOf("user_2x", "anna") // "conv_anna_user~5F2x"
 */
export function conversationIdOf(a: string, b: string): string {
  const [first, second] = inOrder(a, b) ? [a, b] : [b, a];
  return `conv_${escapeId(first)}_${escapeId(second)}`;
}

/** The room that reaches every socket of one user. */
export function userRoomOf(userId: string): string {
  return `user_${escapeId(userId)}`;
}
