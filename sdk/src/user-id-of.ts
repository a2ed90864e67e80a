/**
 * The `sub` of a JWT (RFC 7519), read without verifying it: the server does that. Null when the
 * token is no JWT; the session then tells who the user is.
 */
export function userIdOf(token: string): string | null {
  try {
    const payload = token.split(".")[1] as string;
    const bytes = Uint8Array.from(atob(payload.replaceAll("-", "+").replaceAll("_", "/")), (char) =>
      char.charCodeAt(0),
    );
    const { sub } = JSON.parse(new TextDecoder().decode(bytes)) as { sub?: unknown };
    return typeof sub === "string" && sub ? sub : null;
  } catch {
    return null;
  }
}
