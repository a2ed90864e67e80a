/**
 * Whether a page of this origin may use the server: one of the list, or the server's own. Requests
 * without an `Origin` don't come from another site's page. A null list allows any.
 */
export type OriginPolicy = (origin: string | undefined, host: string | undefined) => boolean;

/**
 * @param own the server's own origin; undefined: nobody has said, so it is what a request names as
 * host, by http or https, as HTTPS may end at a proxy
 */
export function createOriginPolicy(
  allowed: readonly string[] | null,
  own: string | undefined,
): OriginPolicy {
  if (allowed === null) return () => true;
  const origins = new Set(allowed);
  if (own !== undefined) origins.add(own);
  return (origin, host) => {
    if (origin === undefined || origins.has(origin)) return true;
    if (own !== undefined || host === undefined) return false;
    return origin === `http://${host}` || origin === `https://${host}`;
  };
}
