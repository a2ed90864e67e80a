import type { Message } from "../protocol/index.js";

/** A pointer that the server has to be told of: how far one has received, or read. */
export interface Receipt {
  /** The `seq` that has been asked for. */
  readonly seq: number;
  /** The `seq` that the server knows of. */
  told: number;
  /** Moves forward only. */
  readonly move: (message: Message) => void;
  /** Tells the server until it knows; one request at a time, each with the newest place. */
  readonly flush: (tell: (messageId: string) => Promise<unknown>) => Promise<void>;
}

export function createReceipt(): Receipt {
  let target: Message | null = null;
  let flushing = false;
  const receipt: Receipt = {
    told: 0,
    get seq() {
      return target?.seq ?? 0;
    },
    move(message) {
      if (message.seq > (target?.seq ?? 0)) target = message;
    },
    async flush(tell) {
      if (flushing) return;
      flushing = true;
      try {
        while (target && target.seq > receipt.told) {
          const { seq, messageId } = target;
          await tell(messageId);
          receipt.told = seq;
        }
      } finally {
        flushing = false;
      }
    },
  };
  return receipt;
}
