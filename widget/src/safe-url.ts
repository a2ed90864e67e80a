/** An address as an absolute http(s) one, or null for anything else, `javascript:` above all. */
export function safeUrl(address: string | null, base: string): string | null {
  try {
    const url = new URL(address ?? "", base);
    return address && /^https?:$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
