export const LINKS = ["online", "slow", "offline"] as const;
export type Link = (typeof LINKS)[number];

/** One way, in milliseconds. */
const SLOW_MS = 2_000;

export interface NetworkSwitch {
  /** Whose connections the switch acts on. */
  token: string | null;
  set(link: Link): void;
}

/**
 * Puts a switch between one client of this page and its server, below everything that the client
 * knows of: its websockets are closed as by a lost network, refused while `offline`, and delayed by
 * two seconds each way while `slow`. Call it before the client's code loads.
 *
 * Two clients share this page, so a connection belongs to the switch once it signs in with the token.
 */
export function installNetworkSwitch(): NetworkSwitch {
  let link: Link = "online";
  const switched = new Set<SwitchedSocket>();

  class SwitchedSocket extends WebSocket {
    #severed = false;
    #outgoing = delayLine();
    #incoming = delayLine();

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      for (const type of ["message", "close", "error"]) {
        // The browser's own events are trusted; the ones passed on below are not.
        this.addEventListener(type, (event) => event.isTrusted && this.#receive(event));
      }
    }

    override send(data: string | Blob | BufferSource): void {
      if (control.token && signsIn(data, control.token)) switched.add(this);
      if (!switched.has(this)) {
        super.send(data);
      } else if (link === "offline") {
        this.sever();
      } else {
        this.#outgoing(() => {
          if (this.readyState === WebSocket.OPEN) super.send(data);
        });
      }
    }

    sever(): void {
      switched.delete(this);
      this.#severed = true;
      super.close();
      setTimeout(() => this.dispatchEvent(new CloseEvent("close", { code: 1006 })));
    }

    #receive(event: Event): void {
      if (!this.#severed && !switched.has(this)) return;
      event.stopImmediatePropagation();
      if (this.#severed) return;
      this.#incoming(() => {
        if (this.#severed) return;
        if (event.type !== "message") switched.delete(this);
        this.dispatchEvent(copyOf(event));
      });
    }
  }

  /** Runs what it is given in the same order, late while the link is slow. */
  function delayLine(): (run: () => void) => void {
    const waiting: (() => void)[] = [];
    let free = 0;
    return (run) => {
      const now = performance.now();
      free = Math.max(free, now + (link === "slow" ? SLOW_MS : 0));
      if (free === now && waiting.length === 0) {
        run();
      } else {
        waiting.push(run);
        setTimeout(() => waiting.shift()?.(), free - now);
      }
    };
  }

  window.WebSocket = SwitchedSocket;
  const control: NetworkSwitch = {
    token: null,
    set(next) {
      const restored = link === "offline" && next !== "offline";
      link = next;
      if (link === "offline") for (const socket of [...switched]) socket.sever();
      if (restored) window.dispatchEvent(new Event("online"));
    },
  };
  return control;
}

function copyOf(event: Event): Event {
  if (event instanceof MessageEvent)
    return new MessageEvent(event.type, { data: event.data as unknown });
  return event instanceof CloseEvent ? new CloseEvent(event.type, event) : new Event(event.type);
}

/** Whether a frame is the Socket.io packet that opens a session with this token. */
function signsIn(frame: unknown, token: string): boolean {
  return (
    typeof frame === "string" && frame.startsWith("40{") && frame.includes(JSON.stringify(token))
  );
}
