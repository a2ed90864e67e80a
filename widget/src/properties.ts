import type { LitElement } from "lit";
import type { PhotoChatEventMap } from "./emit.js";
import type { PhotoChatElement } from "./photo-chat-element.js";

type OwnName = Exclude<keyof PhotoChatElement, keyof HTMLElement>;
/** What Lit adds to every element. */
type LitName = Exclude<keyof LitElement, keyof HTMLElement>;
type Method = (...args: never[]) => unknown;

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Writable<Object> = { -readonly [Name in keyof Object]: Object[Name] };
/** Whether a property can be set; a method can't be meant. */
type IsSettable<Name extends keyof PhotoChatElement> = PhotoChatElement[Name] extends Method
  ? false
  : Same<Pick<PhotoChatElement, Name>, Writable<Pick<PhotoChatElement, Name>>>;

/** The properties of `<photo-chat>` that a page sets. */
export type PhotoChatProperties = {
  [
    Name in Exclude<OwnName, LitName> as IsSettable<Name> extends true ? Name : never
  ]?: PhotoChatElement[Name];
};

type Pascal<Text extends string> = Text extends `${infer Head}-${infer Rest}`
  ? `${Capitalize<Head>}${Pascal<Rest>}`
  : Capitalize<Text>;

/** `photo-chat-unread-change` as `onUnreadChange`. */
export type ListenerName<Name extends string> = Name extends `photo-chat-${infer Rest}`
  ? `on${Pascal<Rest>}`
  : never;

/** Every event of the element, by the name of its listener. */
export type EventNames = {
  readonly [Name in keyof PhotoChatEventMap as ListenerName<Name>]: Name;
};

export type Listeners = {
  [Name in keyof PhotoChatEventMap as ListenerName<Name>]?: (
    event: PhotoChatEventMap[Name],
  ) => void;
};
