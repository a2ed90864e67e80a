import { conversationIdOf } from "@photo-chat/sdk/protocol";
import { signToken } from "../tests/support/sign-token.js";
import { connectRawSocket, type RawSocket } from "./raw-socket.js";

export interface FleetOptions {
  url: string;
  secret: string;
  /** Conversations, two connected users each. */
  pairs: number;
  /**
   * The server numbers its changes and keeps receipts. Clients then behave as the SDK does: they
   * promise `confirmsDelivery`, and say `mark_delivered` one at a time per conversation, each for
   * everything that has arrived by then.
   */
  receipts: boolean;
}

/** What the clients have seen since they connected. */
export interface FleetCounts {
  sent: number;
  acked: number;
  delivered: number;
  /** Messages and receipts answered `unavailable`: more than the server could take. */
  shed: number;
  /** Messages and receipts refused for any other reason. */
  refused: number;
  /** Events whose `rev` was not the one after the last: lost, doubled or out of turn. */
  outOfTurn: number;
  /** Messages that reached the receiver twice, or after one that the same sender wrote later. */
  outOfOrder: number;
  /** Connections that ended by themselves. */
  lost: number;
}

export interface FleetListener {
  onAcked(message: number, at: number): void;
  onDelivered(message: number, at: number): void;
}

export interface Fleet {
  readonly pairs: number;
  readonly counts: FleetCounts;
  /** The last `rev` that was seen of each conversation. */
  readonly revs: ReadonlyMap<string, number>;
  /** Sends the next message of a pair, its users taking turns, and returns the message's number. */
  send(pair: number): number;
  /** Who is told of acks and deliveries; one at a time. */
  listen(listener: FleetListener): void;
  /** Messages without an answer. */
  readonly waiting: number;
  /** Everything sent is acked and delivered, and so is every receipt. */
  isQuiet(): boolean;
  close(): void;
}

interface Client {
  userId: string;
  socket: RawSocket;
  /** `rev` of the last event. */
  rev: number;
  /** The last message of the other user. */
  lastReceived: number;
  /** `mark_delivered` is on its way; the message to name next. */
  marking: boolean;
  toMark: string | null;
}

interface WireMessage {
  messageId: string;
  senderId: string;
  messageText: string;
  rev?: number;
}

const MESSAGE_LENGTH = 120;

/** Connects the users of all pairs and joins their conversations. */
export async function connectFleet(options: FleetOptions): Promise<Fleet> {
  const counts: FleetCounts = {
    sent: 0,
    acked: 0,
    delivered: 0,
    shed: 0,
    refused: 0,
    outOfTurn: 0,
    outOfOrder: 0,
    lost: 0,
  };
  const revs = new Map<string, number>();
  let listener: FleetListener = { onAcked() {}, onDelivered() {} };
  let answered = 0;
  let marksInFlight = 0;

  const refuse = (answer: unknown): void => {
    if (errorCodeOf(answer) === "unavailable") counts.shed++;
    else counts.refused++;
  };

  const mark = (client: Client, conversationId: string): void => {
    if (client.marking || client.toMark === null) return;
    const upToMessageId = client.toMark;
    client.toMark = null;
    client.marking = true;
    marksInFlight++;
    client.socket.emit("mark_delivered", { conversationId, upToMessageId }, (answer) => {
      if (!isOk(answer)) refuse(answer);
      client.marking = false;
      marksInFlight--;
      mark(client, conversationId);
    });
  };

  const takeTurn = (client: Client, conversationId: string, rev: number): void => {
    if (rev !== client.rev + 1) counts.outOfTurn++;
    client.rev = rev;
    revs.set(conversationId, rev);
  };

  const onEvent = (client: Client, conversationId: string, event: string, payload: unknown) => {
    if (event === "new_message") {
      const { message } = payload as { message: WireMessage };
      if (message.rev !== undefined) takeTurn(client, conversationId, message.rev);
      if (message.senderId === client.userId) return;
      const number = Number.parseInt(message.messageText, 10);
      if (number <= client.lastReceived) counts.outOfOrder++;
      client.lastReceived = number;
      counts.delivered++;
      listener.onDelivered(number, performance.now());
      if (options.receipts) {
        client.toMark = message.messageId;
        mark(client, conversationId);
      }
    } else if (event === "message_delivered") {
      takeTurn(client, conversationId, (payload as { rev: number }).rev);
    }
  };

  const connect = async (userId: string, conversationId: string): Promise<Client> => {
    const client: Omit<Client, "socket"> & { socket?: RawSocket } = {
      userId,
      rev: 0,
      lastReceived: -1,
      marking: false,
      toMark: null,
    };
    const socket = await connectRawSocket({
      url: options.url,
      auth: {
        token: signToken(userId, { secret: options.secret, role: "photographer" }),
        confirmsDelivery: options.receipts,
      },
      onEvent: (event, payload) => onEvent(client as Client, conversationId, event, payload),
      onLost: () => counts.lost++,
    });
    return Object.assign(client, { socket });
  };

  const pairs = await inTurn(options.pairs, async (index) => {
    const [a, b] = [`bench${index}a`, `bench${index}b`];
    const conversationId = conversationIdOf(a, b);
    const clients = [await connect(a, conversationId), await connect(b, conversationId)] as const;
    for (const client of clients) {
      const answer = await join(client.socket, conversationId);
      client.rev = answer.conversation?.rev ?? 0;
    }
    return { conversationId, clients, turn: 0 };
  });

  return {
    pairs: options.pairs,
    counts,
    revs,
    send(pair) {
      const { conversationId, clients, turn } = at(pairs, pair);
      at(pairs, pair).turn = turn + 1;
      const message = counts.sent++;
      const payload = {
        conversationId,
        clientMessageId: `m${message}`,
        messageText: `${message} `.padEnd(MESSAGE_LENGTH, "lorem ipsum "),
      };
      clients[turn % 2 === 0 ? 0 : 1].socket.emit("send_message", payload, (answer) => {
        answered++;
        if (isOk(answer)) counts.acked++;
        else refuse(answer);
        listener.onAcked(message, performance.now());
      });
      return message;
    },
    listen(next) {
      listener = next;
    },
    get waiting() {
      return counts.sent - answered;
    },
    isQuiet: () =>
      answered === counts.sent && counts.delivered >= counts.acked && marksInFlight === 0,
    close() {
      for (const { clients } of pairs) for (const { socket } of clients) socket.close();
    },
  };
}

interface JoinAnswer {
  ok: boolean;
  conversation?: { rev: number };
}

function join(socket: RawSocket, conversationId: string): Promise<JoinAnswer> {
  return new Promise((resolve, reject) => {
    socket.emit("join_conversation", { conversationId }, (answer) => {
      if (isOk(answer)) resolve(answer as JoinAnswer);
      else reject(new Error(`unable to join ${conversationId}: ${JSON.stringify(answer)}`));
    });
  });
}

function errorCodeOf(answer: unknown): string {
  return (answer as { error: { code: string } }).error.code;
}

function isOk(answer: unknown): boolean {
  return (answer as { ok: boolean }).ok;
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index}`);
  return item;
}

async function inTurn<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let index = 0; index < count; index++) made.push(await make(index));
  return made;
}
