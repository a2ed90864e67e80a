import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { stores } from "../support/use-server.js";
import { textsOf, useChat } from "./use-chat.js";

describe.each(stores)("a third person, on %s", (store) => {
  const chat = useChat(store);

  it("who talks to the same photographer sees nothing of the others", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const other = chat.user({ name: "Olga" });
    const olga = chat.client(other);
    const olgas = await olga.open(photographer.userId);
    const socket = await chat.connect(other);
    const pia = chat.client(photographer);
    const carl = chat.client(customer);
    const carls = carl.conversation(conversationId);
    await eventually(() => expect(carls.snapshot.phase).toBe("ready"));

    carls.typing();
    carls.send("between us");
    const pias = pia.conversation(conversationId);
    await eventually(() => expect(textsOf(pias)).toEqual(["between us"]));
    pias.markRead();
    pias.send("indeed");
    pia.conversation(olgas.id).send("hello Olga");
    await eventually(() => expect(textsOf(carls)).toEqual(["between us", "indeed"]));
    await eventually(() => expect(textsOf(olgas)).toEqual(["hello Olga"]));

    expect(olga.snapshot.conversations.map((one) => one.conversationId)).toEqual([olgas.id]);
    expect(carl.snapshot.conversations.map((one) => one.conversationId)).toEqual([conversationId]);
    await socket.settled();
    const events = ["new_message", "message_delivered", "message_read", "user_typing"];
    const conversations = events.flatMap((event) =>
      socket.received(event).map((payload) => payload.conversationId),
    );
    expect(new Set(conversations)).toEqual(new Set([olgas.id]));
    for (const event of ["user_online", "user_offline"]) {
      expect(socket.received(event).map(({ userId }) => userId)).not.toContain(customer.userId);
    }
  });
});
