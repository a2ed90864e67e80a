/** The link that signs a photographer in. The code stands behind `#`, so that no server's log has it. */
export function inboxLink(origin: string, code: string): string {
  return `${origin}/inbox#code=${code}`;
}
