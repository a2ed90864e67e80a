import {
  createContext,
  createElement,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { ChatClient, ChatClientOptions } from "../client.js";
import { createChatClient } from "../create-chat-client.js";

const ChatContext = createContext<ChatClient | null>(null);

export type ChatProviderProps = { children?: ReactNode } & (
  | (ChatClientOptions & {
      client?: undefined;
      /** Whether it connects when it is mounted. Default true; otherwise a conversation that is opened does, or `connect()`. */
      autoConnect?: boolean;
    })
  | {
      /** The app's own client, which the app connects and disposes of. */
      client: ChatClient;
    }
);

/**
 * Gives what is inside a chat client: the app's own, or one of its own that lives as long as the
 * provider is mounted. Another `url` makes another client; a new `getToken` is used from the next
 * attempt to connect on. Another user needs another provider: give it a `key`.
 */
export function ChatProvider(props: ChatProviderProps): ReactElement {
  const { client, children } = props;
  return client
    ? createElement(ChatContext.Provider, { value: client }, children)
    : createElement(OwnClient, props);
}

function OwnClient(props: Exclude<ChatProviderProps, { client: ChatClient }>): ReactElement {
  const { url, getToken, autoConnect = true, children } = props;
  const latest = useRef(getToken);
  const [generation, setGeneration] = useState(0);
  const holder = useMemo(
    () => createHolder({ url, getToken: () => latest.current() }),
    [url, generation],
  );
  useEffect(() => {
    latest.current = getToken;
  }, [getToken]);
  useEffect(() => {
    if (holder.isOver()) {
      setGeneration((number) => number + 1);
      return;
    }
    return holder.hold();
  }, [holder]);
  useEffect(() => {
    if (autoConnect && !holder.isOver()) holder.client.connect();
  }, [holder, autoConnect]);
  return createElement(ChatContext.Provider, { value: holder.client }, children);
}

/** Disposes of its client a microtask after the last one has let go: who takes hold again at once keeps it. */
function createHolder(options: ChatClientOptions) {
  const client = createChatClient(options);
  let held = 0;
  let over = false;
  return {
    client,
    isOver: () => over,
    hold() {
      held += 1;
      return () => {
        held -= 1;
        queueMicrotask(() => {
          if (held > 0 || over) return;
          over = true;
          client.dispose();
        });
      };
    },
  };
}

/** The client of the nearest `ChatProvider`. */
export function useChatClient(): ChatClient {
  const client = useContext(ChatContext);
  if (!client) throw new Error("unable to use the chat; there is no ChatProvider around");
  return client;
}
