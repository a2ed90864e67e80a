/**
 * Whether a page of this origin may use the server: one of the list, or the server's own, which is
 * what a request names as its host, by http or https, as HTTPS may end at a proxy. Requests without an
 * `Origin` don't come from another site's page.
 */
export type OriginPolicy = (origin: string | undefined, host: string | undefined) => boolean;

/** @param allowed null: any */
export function createOriginPolicy(allowed: readonly string[] | null): OriginPolicy {
  if (allowed === null) return () => true;
  const origins = new Set(allowed);
  return (origin, host) =>
    origin === undefined ||
    origins.has(origin) ||
    (host !== undefined && (origin === `http://${host}` || origin === `https://${host}`));
}
