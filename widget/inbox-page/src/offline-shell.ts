/** What the platform has of Trusted Types, which TypeScript does not know yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => string };
}

const WORKER = "/inbox-worker.js";

/** Lets the page come up without a network. Only this page's own files are kept. */
export function registerOfflineShell(): void {
  if (!("serviceWorker" in navigator)) return;
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy("photo-chat-inbox", { createScriptURL: () => WORKER });
  const url = policy?.createScriptURL(WORKER) ?? WORKER;
  navigator.serviceWorker.register(url, { scope: "/inbox" }).catch(() => {
    // A browser that keeps nothing, in private windows for example, has no page without a network.
  });
}
