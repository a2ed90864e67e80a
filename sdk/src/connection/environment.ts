export type EnvironmentEvent = "wake" | "offline" | "suspend";

/** Watches what the device and the page are up to; returns what stops it. */
export type Environment = (emit: (event: EnvironmentEvent) => void) => () => void;

/**
 * The browser's: `online`, `offline`, Page Visibility and Page Lifecycle. A page that goes to the
 * back/forward cache or is frozen closes its connection by itself, since nobody would answer pings.
 * Outside a browser there is nothing to watch.
 */
export const browserEnvironment: Environment = (emit) => {
  if (typeof document === "undefined") return () => {};
  const watching = new AbortController();
  const on = (target: EventTarget, type: string, event: EnvironmentEvent): void =>
    target.addEventListener(
      type,
      () => {
        if (type !== "visibilitychange" || document.visibilityState === "visible") emit(event);
      },
      { signal: watching.signal },
    );
  on(window, "online", "wake");
  on(window, "offline", "offline");
  on(window, "pageshow", "wake");
  on(window, "pagehide", "suspend");
  on(document, "visibilitychange", "wake");
  on(document, "resume", "wake");
  on(document, "freeze", "suspend");
  return () => watching.abort();
};
