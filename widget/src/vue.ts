import type { HTMLAttributes, PublicProps } from "vue";
import type { PhotoChatEventMap } from "./emit.js";
import type { ListenerName, PhotoChatProperties } from "./properties.js";

type PhotoChatListeners = {
  [
    Name in keyof PhotoChatEventMap as ListenerName<Name> extends `on${infer Rest}`
      ? `onPhotoChat${Rest}`
      : never
  ]?: (event: PhotoChatEventMap[Name]) => void;
};

/** What `<photo-chat>` takes in a template, its events included. */
export type PhotoChatTemplateProps = PhotoChatProperties &
  PhotoChatListeners &
  Omit<HTMLAttributes, keyof PhotoChatProperties | keyof PhotoChatListeners> &
  PublicProps;

declare module "vue" {
  interface GlobalComponents {
    "photo-chat": new () => { $props: PhotoChatTemplateProps };
  }
}
