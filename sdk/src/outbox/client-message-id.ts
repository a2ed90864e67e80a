/** 128 random bits in hexadecimal. `crypto.randomUUID` would do, were it not for secure contexts only. */
export function newClientMessageId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
