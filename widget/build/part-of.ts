/**
 * What the chat needs at its start is one file, also what parts that come later use of it: one round
 * trip, and it presses smaller than several.
 */
export function partOf(
  id: string,
  graph: { getModuleInfo: (id: string) => { importers: string[] } | null },
): string | null {
  const seen = new Set<string>();
  const leadsToStart = (module: string): boolean => {
    if (module.endsWith("/loader/chat/start-chat.ts")) return true;
    if (seen.has(module)) return false;
    seen.add(module);
    return graph.getModuleInfo(module)?.importers.some(leadsToStart) ?? false;
  };
  // Of its own, so that the loader does not get it from the chat; it is taken away later.
  if (id.includes("preload-helper")) return "preload-helper";
  // The SDK's index leads to these, too; the chat takes them when there is a guest to join, or when
  // somebody leaves whom it does not know.
  if (/\/sdk\/src\/(join-guest|protocol\/users-of|.*\bforget-\w+)\.ts$/.test(id)) return "guests";
  return leadsToStart(id) ? "chat" : null;
}
