import { conversationIdOf } from "./conversation-id.js";

/** The two user ids behind a direct conversation's id, or null when it is not exactly what `conversationIdOf` makes. */
export function usersOf(conversationId: string): [string, string] | null {
  const [prefix, first, second, ...rest] = conversationId.split("_");
  if (prefix !== "conv" || !first || !second || rest.length > 0) return null;
  const a = unescapeId(first);
  const b = unescapeId(second);
  if (!a || !b || conversationIdOf(a, b) !== conversationId) return null;
  return [a, b];
}

function unescapeId(escaped: string): string | null {
  try {
    return decodeURIComponent(escaped.replaceAll("~", "%"));
  } catch {
    return null;
  }
}
