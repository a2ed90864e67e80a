import { expect, expectTypeOf, it } from "vitest";
import { PhotoChatElement } from "./photo-chat-element.js";
import type { EventNames, Listeners, PhotoChatProperties } from "./properties.js";

it("the wrappers' props are what a page can set, and nothing else", () => {
  const names = [...PhotoChatElement.elementProperties.keys()];
  const typed: Record<keyof PhotoChatProperties, true> = {
    server: true,
    with: true,
    conversation: true,
    mode: true,
    open: true,
    theme: true,
    locale: true,
    getToken: true,
    token: true,
    guestForm: true,
    quiet: true,
    user: true,
    client: true,
    strings: true,
  };
  expect(Object.keys(typed).toSorted()).toEqual(names.toSorted());
});

it("the wrappers' listeners are named for the events", () => {
  expectTypeOf<EventNames["onUnreadChange"]>().toEqualTypeOf<"photo-chat-unread-change">();
  expectTypeOf<Listeners["onMessage"]>().parameter(0).toExtend<CustomEvent>();
});
