/** Calls a listener of the host's; what it throws is the host's to see and stops nobody else. */
function call<Event>(listener: (event: Event) => void, event: Event): void {
  try {
    listener(event);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

export interface Emitter<Events> {
  readonly on: <Name extends keyof Events>(
    name: Name,
    listener: (event: Events[Name]) => void,
  ) => () => void;
  readonly emit: <Name extends keyof Events>(name: Name, event: Events[Name]) => void;
  readonly clear: () => void;
}

export function createEmitter<Events>(): Emitter<Events> {
  const listeners: { [Name in keyof Events]?: Set<(event: Events[Name]) => void> } = {};
  return {
    on(name, listener) {
      // A wrapper of its own: the same function may listen twice, and each stop ends one of them.
      const own = (event: Parameters<typeof listener>[0]) => listener(event);
      const set = (listeners[name] ??= new Set());
      set.add(own);
      return () => set.delete(own);
    },
    emit(name, event) {
      for (const listener of [...(listeners[name] ?? [])]) call(listener, event);
    },
    clear() {
      for (const name in listeners) listeners[name]?.clear();
    },
  };
}

export interface Notifier {
  readonly subscribe: (listener: () => void) => () => void;
  /** Tells the subscribers in a microtask, once for all changes until then. */
  readonly notify: () => void;
  readonly clear: () => void;
}

export function createNotifier(): Notifier {
  const emitter = createEmitter<{ change: undefined }>();
  let due = false;
  return {
    subscribe: (listener) => emitter.on("change", listener),
    notify() {
      if (due) return;
      due = true;
      queueMicrotask(() => {
        due = false;
        emitter.emit("change", undefined);
      });
    },
    clear: emitter.clear,
  };
}
