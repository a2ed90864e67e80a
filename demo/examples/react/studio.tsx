import { ChatProvider } from "@photo-chat/sdk/react";
import { PhotoChat, type PhotoChatProps } from "@photo-chat/widget/react";
import type { ReactElement } from "react";
import type { Identities } from "../../src/identities.js";
import { StudioDesk } from "./studio-desk.js";

export interface StudioProps extends Identities {
  /** The chat server's address. */
  server: string;
  onMessage?: PhotoChatProps["onMessage"];
}

/** The customer's side is the ready-made element, the photographer's is made with the SDK's hooks. */
export function Studio({
  customer,
  photographer,
  server,
  onMessage = () => {},
}: StudioProps): ReactElement {
  return (
    <>
      <section aria-labelledby="customer">
        <h2 id="customer">The customer</h2>
        <PhotoChat
          server={server}
          with={photographer.userId}
          getToken={() => customer.token}
          onMessage={onMessage}
        />
      </section>
      <ChatProvider url={server} getToken={() => photographer.token}>
        <StudioDesk customerId={customer.userId} />
      </ChatProvider>
    </>
  );
}
