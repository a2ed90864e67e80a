import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setImmediate, setTimeout as delay } from "node:timers/promises";

/** `up` is towards the server. */
export type Direction = "up" | "down";

/** How bytes travel. */
export interface Weather {
  /** So long each piece is on its way, in milliseconds; one after the other. */
  delayMs: number;
  /** Bytes arrive one by one. */
  sliced: boolean;
  /** Where nothing comes through, and nobody is told: it waits, as in a network that will be back. */
  silent: readonly Direction[];
  /** A connection is reset once so many bytes have passed since it began; null: never. */
  resetAfter: number | null;
}

const fair: Weather = { delayMs: 0, sliced: false, silent: [], resetAfter: null };

/** A wire to a server that a test can spoil. */
export interface TcpProxy {
  /** The server's address at this end of the wire, for HTTP. */
  readonly url: string;
  readonly port: number;
  /** From now on, for all connections; what is not named is fair. */
  turn(weather?: Partial<Weather>): void;
  /** Ends every connection and every attempt at one, until `mend`. */
  cut(): void;
  mend(): void;
  /** Resets every connection, as when a router has forgotten them; new ones are welcome. */
  reset(): void;
  /**
   * Waits for the next piece that contains a text, and calls back before it goes on; it is dropped,
   * and the connection reset, unless that resolves with true. Returns what stops the waiting.
   */
  intercept(direction: Direction, text: string, act: () => boolean | Promise<boolean>): () => void;
  close(): void;
}

/** @param target an address with a host and a port, of whatever protocol */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port: targetPort } = new URL(target);
  const sockets = new Set<Socket>();
  let waiting: (() => void)[] = [];
  const traps = new Set<{
    direction: Direction;
    text: string;
    act: () => boolean | Promise<boolean>;
  }>();
  let weather = fair;
  let isCut = false;

  const wake = (): void => {
    const all = waiting;
    waiting = [];
    for (const go of all) go();
  };
  const reset = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };

  /** Resolves once something may come through, or nobody is there any more. */
  async function passage(direction: Direction, one: Socket, other: Socket): Promise<void> {
    while (weather.silent.includes(direction) && !(one.destroyed && other.destroyed)) {
      await new Promise<void>((go) => waiting.push(go));
    }
  }

  async function isCaught(direction: Direction, piece: Buffer): Promise<boolean> {
    const trap = [...traps].find((one) => one.direction === direction && piece.includes(one.text));
    if (!trap) return false;
    traps.delete(trap);
    return !(await trap.act());
  }

  async function carry(direction: Direction, from: Socket, to: Socket): Promise<void> {
    let passed = 0;
    const pieces = from.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
    for await (const piece of pieces) {
      if (weather.delayMs > 0) await delay(weather.delayMs);
      await passage(direction, from, to);
      if (await isCaught(direction, piece)) throw new Error("caught");
      const left = (weather.resetAfter ?? Infinity) - passed;
      passed += piece.length;
      const sent = left < piece.length ? piece.subarray(0, Math.max(0, left)) : piece;
      for (const part of weather.sliced ? bytesOf(sent) : [sent]) {
        if (to.destroyed) return;
        if (!to.write(part)) await Promise.race([once(to, "drain"), once(to, "close")]);
        if (weather.sliced) await setImmediate();
      }
      if (sent.length < piece.length) throw new Error("reset");
    }
  }

  function join(direction: Direction, from: Socket, to: Socket): void {
    sockets.add(from);
    from.setNoDelay(true);
    from.on("error", () => {});
    from.on("close", () => {
      sockets.delete(from);
      wake();
    });
    carry(direction, from, to)
      .then(
        async () => {
          await passage(direction, from, to);
          to.end();
        },
        async () => {
          await passage(direction, from, to);
          from.resetAndDestroy();
          to.resetAndDestroy();
        },
      )
      .catch(() => {});
  }

  const proxy = createServer({ allowHalfOpen: true }, (near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect({ host: hostname, port: Number(targetPort), allowHalfOpen: true });
    join("up", near, far);
    join("down", far, near);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const { port } = proxy.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    turn(next = {}) {
      weather = { ...fair, ...next };
      wake();
    },
    cut() {
      isCut = true;
      reset();
    },
    mend() {
      isCut = false;
    },
    reset,
    intercept(direction, text, act) {
      const trap = { direction, text, act };
      traps.add(trap);
      return () => traps.delete(trap);
    },
    close() {
      proxy.close();
      reset();
    },
  };
}

function* bytesOf(piece: Buffer): Generator<Buffer> {
  for (let at = 0; at < piece.length; at += 1) yield piece.subarray(at, at + 1);
}
