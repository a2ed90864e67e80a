import type { ChatSocket } from "./chat-socket.js";
import { websocketOf } from "./websocket-of.js";

/** What a connection sends: nothing more is read of it while anybody holds it back. */
export interface Input {
  /** Returns what lets go. */
  hold(): () => void;
  /** Calls back when nobody holds it back, or the connection has ended. */
  whenFree(next: () => void): void;
}

export type InputOf = (connection: ChatSocket["conn"]) => Input;

export function createInputs(): InputOf {
  const inputs = new WeakMap<object, Input>();
  return (connection) => {
    const input = inputs.get(connection) ?? createInput(connection);
    inputs.set(connection, input);
    return input;
  };
}

/** A websocket is paused; who polls has to wait before the next request is looked at. */
function createInput(connection: ChatSocket["conn"]): Input {
  let holders = 0;
  const waiting: (() => void)[] = [];
  const pause = (): void => {
    if (holders > 0 && connection.readyState === "open") websocketOf(connection)?.pause();
  };
  const goOn = (): void => {
    websocketOf(connection)?.resume();
    for (const next of waiting.splice(0)) next();
  };
  connection.on("upgrade", pause);
  // A websocket that is not read would not see the other side's goodbye.
  connection.once("close", goOn);
  return {
    hold() {
      holders += 1;
      pause();
      return () => {
        holders -= 1;
        if (holders === 0) goOn();
      };
    },
    whenFree(next) {
      if (holders > 0 && connection.readyState === "open") waiting.push(next);
      else next();
    },
  };
}
