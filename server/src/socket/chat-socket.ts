import {
  type ClientToServerEvents,
  type ServerToClientEvents,
  type User,
  userRoomOf,
} from "@photo-chat/sdk/protocol";
import type { Identity } from "../chat/chat.js";
import type { BroadcastOperator, Server, Socket } from "socket.io";

/** What the server knows of a connection once its token has been accepted. */
export interface SocketData {
  /** As the token says. */
  identity: Identity;
  user: User;
  /** Where it comes from, as limits count it. */
  address: string;
  /** When the token ends, in epoch milliseconds. */
  expiresAt: number;
  /** The client says itself what it has stored. */
  confirmsDelivery: boolean;
}

export type ChatServerIo = Server<
  ClientToServerEvents,
  ServerToClientEvents,
  Record<string, never>,
  SocketData
>;

export type ChatSocket = Socket<
  ClientToServerEvents,
  ServerToClientEvents,
  Record<string, never>,
  SocketData
>;

/** All connections of these users, each once. Nobody for an empty list, where `io.to([])` means everybody. */
export function toUsers(
  io: ChatServerIo,
  userIds: readonly string[],
): BroadcastOperator<ServerToClientEvents, SocketData> {
  return io.to(userIds.length === 0 ? "nobody" : userIds.map(userRoomOf));
}
