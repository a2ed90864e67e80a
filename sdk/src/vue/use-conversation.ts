import { type MaybeRefOrGetter, type ShallowRef, shallowRef, toValue, watch } from "vue";
import {
  bindConversation,
  type BoundConversation,
  type ConversationTarget,
} from "../binding/conversation-binding.js";
import { useChatClient } from "./provide-chat.js";
import { whileMounted } from "./while-mounted.js";

/**
 * A conversation, by its id or by whom it is `with`: opened when the component is mounted, live while
 * it is; another one when the ref or getter says so.
 *
 * @example
 * const chat = useConversation({ with: "photographer-7" }); // chat.messages, chat.send(text) in the template
 */
export function useConversation(
  target: MaybeRefOrGetter<ConversationTarget>,
): Readonly<ShallowRef<BoundConversation>> {
  const client = useChatClient();
  const key = (): string => JSON.stringify(toValue(target));
  const bind = () => bindConversation(client, toValue(target));
  const first = bind();
  const conversation = shallowRef(first.state);
  whileMounted(() => {
    let binding = first;
    let stop = follow();
    function follow(): () => void {
      const update = (): void => {
        conversation.value = binding.state;
      };
      update();
      return binding.subscribe(update);
    }
    const stopWatching = watch(
      key,
      () => {
        stop();
        binding = bind();
        stop = follow();
      },
      { flush: "sync" },
    );
    return () => {
      stopWatching();
      stop();
    };
  });
  return conversation;
}
