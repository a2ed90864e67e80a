interface Node {
  process?: {
    getBuiltinModule?: (id: "events") => {
      setMaxListeners: (count: number, target: EventTarget) => void;
    };
  };
}

/**
 * Says that any number may wait for the end of a connection, one for each conversation: of more than
 * ten Node warns on the console that they leak.
 */
export function manyMayWait(signal: AbortSignal): void {
  if (typeof document !== "undefined") return;
  (globalThis as Node).process?.getBuiltinModule?.("events").setMaxListeners(0, signal);
}
