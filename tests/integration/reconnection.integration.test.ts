import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { stores } from "../support/use-server.js";
import { statusOf, textsOf, useChat } from "./use-chat.js";

describe.each(stores)("coming back, on %s", (store) => {
  const chat = useChat(store);

  it("brings what was missed, receipts included", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const pia = chat.client(photographer);
    const carl = chat.client(customer);
    const pias = pia.conversation(conversationId);
    const carls = await carl.open(photographer.userId);
    carls.send("before");
    await eventually(() => expect(textsOf(pias)).toEqual(["before"]));
    await eventually(() => expect(statusOf(carls, "before")).toBe("delivered"));

    carl.disconnect();
    await eventually(() => expect(carl.snapshot.connection.state).toBe("idle"));
    pias.markRead();
    pias.send("while you were away");
    carls.send("written offline");
    await eventually(() => expect(statusOf(pias, "while you were away")).toBe("sent"));
    expect(statusOf(carls, "written offline")).toBe("sending");
    expect(carl.snapshot.pendingCount).toBe(1);

    carl.connect();
    const all = ["before", "while you were away", "written offline"];
    await eventually(() => expect(textsOf(carls)).toEqual(all));
    await eventually(() => expect(textsOf(pias)).toEqual(all));
    expect(statusOf(carls, "before")).toBe("read");
    await eventually(() => expect(carl.snapshot.pendingCount).toBe(0));
  });

  it("after hundreds of changes shows the newest page and the rest on demand", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const pia = chat.client(photographer);
    const pias = pia.conversation(conversationId);
    await eventually(() => expect(pias.snapshot.phase).toBe("ready"));
    pia.disconnect();

    const texts = Array.from({ length: 260 }, (_, index) => `message ${index}`);
    const carl = await chat.connect(customer);
    await Promise.all(
      texts.map((messageText) => carl.request("send_message", { conversationId, messageText })),
    );
    pia.connect();
    await eventually(() => expect(textsOf(pias).at(-1)).toBe("message 259"));
    while (pias.snapshot.hasOlder) await pias.loadOlder();
    expect(textsOf(pias)).toEqual(texts);
    await eventually(() => expect(pia.snapshot.unreadCount).toBe(260));
  });

  it("asks for a fresh token when the old one has expired", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    let asked = 0;
    const client = chat.client({
      userId: customer.userId,
      get token() {
        asked++;
        return chat.user({ id: customer.userId, expiresIn: asked === 1 ? 2 : 3_600 }).token;
      },
    });
    const carls = client.conversation(conversationId);
    await eventually(() => expect(carls.snapshot.phase).toBe("ready"));
    await eventually(() => expect(asked).toBe(2));
    await eventually(() => expect(client.snapshot.connection.state).toBe("online"));
    carls.send("still here");
    const pias = chat.client(photographer).conversation(conversationId);
    await eventually(() => expect(textsOf(pias)).toEqual(["still here"]));
  });
});
