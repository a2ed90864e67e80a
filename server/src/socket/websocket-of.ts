import type { ChatSocket } from "./chat-socket.js";

/** Of `ws`, what is used here; Engine.IO does not declare it. */
export interface WebSocket {
  /** Bytes that the network has not taken. */
  readonly bufferedAmount: number;
  on(event: "ping" | "pong", listener: (data: Buffer) => void): unknown;
  pong(data: Buffer): void;
  pause(): void;
  resume(): void;
  terminate(): void;
}

/** Undefined while the connection is polled. */
export function websocketOf(connection: ChatSocket["conn"]): WebSocket | undefined {
  return (connection.transport as unknown as { socket?: WebSocket }).socket;
}
