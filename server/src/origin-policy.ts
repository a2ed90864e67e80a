/**
 * Whether a page of this origin may use the server: one of the list, or the server's own. Requests
 * without an `Origin` don't come from another site's page. A null list allows any.
 */
export type OriginPolicy = (origin: string | undefined, host: string | undefined) => boolean;

export function createOriginPolicy(allowed: readonly string[] | null): OriginPolicy {
  if (allowed === null) return () => true;
  const origins = new Set(allowed);
  return (origin, host) => {
    if (origin === undefined || origins.has(origin)) return true;
    return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
  };
}
