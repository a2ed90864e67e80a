import { describe, expect, it } from "vitest";
import { check } from "./checker.js";
import type { Evidence, FinalView, Witness } from "./evidence.js";
import type { Entry, Happening, SeenMessage } from "./journal.js";

const conversationId = "conv_carl_pia";
const text = (seq: number): string => `text ${seq}`;

/** Carl's are the odd ones. */
const message = (seq: number): SeenMessage => ({
  conversationId,
  messageId: String(seq),
  clientMessageId: `id-${seq}`,
  senderId: seq % 2 ? "carl" : "pia",
  seq,
  text: text(seq),
});

const shown = (seq: number | null, status: "sending" | "sent" | "read" | "failed", of = seq) => {
  const { messageId, ...rest } = message(of ?? 0);
  return { ...rest, messageId: seq === null ? null : messageId, seq, status };
};

const isShown = (seq: number | null, status: "sending" | "sent" | "read" | "failed", of = seq) => ({
  type: "shown" as const,
  ...shown(seq, status, of),
});

const wrote = (of: number, doomed = false): Happening => {
  const { clientMessageId } = message(of);
  return { type: "wrote", conversationId, clientMessageId, text: text(of), doomed };
};

const stored = (of: number, order = of): Happening => {
  const { clientMessageId } = message(of);
  return { type: "stored", conversationId, clientMessageId, order };
};

const acked = (of: number, change: Partial<SeenMessage> = {}): Happening => ({
  type: "acked",
  duplicate: false,
  message: { ...message(of), ...change },
});

const at = (time: number, happening: Happening): Entry => ({ at: time, ...happening });

/** Carl wrote 1 and 3, Pia 2; she has read 1, which took rev 4. */
function sound() {
  const participants = [
    { userId: "carl", deliveredSeq: 0, readSeq: 0, online: true },
    { userId: "pia", deliveredSeq: 1, readSeq: 1, online: true },
  ];
  const view = (userId: string): FinalView => ({
    conversationId,
    messages: [1, 2, 3].map((seq) => {
      const { status, ...rest } = shown(seq, seq === 1 ? "read" : "sent");
      return { ...rest, status: rest.senderId === userId ? status : null };
    }),
    participants,
    unreadCount: 1,
    typing: [],
  });
  const carl: Witness = {
    name: "carl's page",
    userId: "carl",
    browser: "carl's",
    journal: [
      at(0, { type: "opened" }),
      at(1, { type: "connection", state: "online", reason: null }),
      at(2, wrote(1)),
      at(3, stored(1)),
      at(4, isShown(null, "sending", 1)),
      at(5, acked(1)),
      at(6, isShown(1, "sent")),
      at(7, { type: "heard", message: message(2) }),
      at(8, wrote(3)),
      at(9, stored(3)),
      at(10, acked(3)),
      at(11, isShown(1, "read")),
      at(12, pointed("pia", 1)),
    ],
    final: [view("carl")],
  };
  const pia: Witness = {
    name: "pia's socket",
    userId: "pia",
    browser: null,
    journal: [
      at(1, wrote(2)),
      at(2, acked(2)),
      at(3, { type: "told", event: "user_online", subject: "carl" }),
      at(4, { type: "refused", request: "send_message", code: "rate_limited", retryAfterMs: 200 }),
    ],
    final: [view("pia")],
  };
  const stranger: Witness = {
    ...{ name: "a stranger", userId: "stan", browser: null, final: null },
    journal: [at(1, { type: "refused", request: "sync", code: "forbidden", retryAfterMs: null })],
  };
  return {
    rows: {
      messages: [1, 2, 3].map((seq) => ({ ...message(seq), rev: seq, createdAt: 1_000 + seq })),
      conversations: [{ conversationId, rev: 4 }],
      participants: participants.map((one) => ({ conversationId, ...one })),
      steps: [
        { conversationId, from: 0, to: 2 },
        { conversationId, from: 2, to: 3 },
        { conversationId, from: 3, to: 4 },
      ],
      claims: [
        ...[1, 2, 3].map((rev) => ({ conversationId, rev, change: "message" as const })),
        { conversationId, rev: 4, change: "read" as const },
      ],
    },
    witnesses: [carl, pia, stranger],
    outboxes: [{ browser: "carl's", entries: [] }],
    restores: [],
    ends: [{ at: 5, signal: "SIGTERM", exitCode: 0, tookMs: 100 }],
    silences: [{ witness: "carl's page", from: 20, to: 30_019 }],
    span: { from: 1_000, to: 2_000 },
    online: ["carl", "pia"],
  } satisfies Evidence;
}

function pointed(userId: string, seq: number): Happening {
  return { type: "pointed", conversationId, userId, deliveredSeq: seq, readSeq: seq };
}

type Doctored = { -readonly [Key in keyof Evidence]: Evidence[Key] };

/** What the checker says of the sound evidence after a change. */
function verdict(doctor: (evidence: Doctored) => void): string[] {
  const evidence: Doctored = sound();
  doctor(evidence);
  return check(evidence).map(({ invariant, what }) => `${invariant} ${what}`);
}

/** Adds to a journal: 0 is Carl's page, 1 Pia's socket, 2 the stranger. */
function adds(who: number, ...happenings: [number, Happening][]) {
  return (evidence: Doctored): void => {
    evidence.witnesses = evidence.witnesses.map((witness, index) =>
      index === who
        ? { ...witness, journal: [...witness.journal, ...happenings.map((one) => at(...one))] }
        : witness,
    );
  };
}

function changesView(change: (view: FinalView) => FinalView) {
  return (evidence: Doctored): void => {
    evidence.witnesses = evidence.witnesses.map((witness, index) =>
      index === 0 ? { ...witness, final: witness.final?.map(change) ?? null } : witness,
    );
  };
}

function changesRows(change: (rows: Evidence["rows"]) => Partial<Evidence["rows"]>) {
  return (evidence: Doctored): void => {
    evidence.rows = { ...evidence.rows, ...change(evidence.rows) };
  };
}

const both =
  (...doctors: ((evidence: Doctored) => void)[]) =>
  (evidence: Doctored): void => {
    for (const doctor of doctors) doctor(evidence);
  };

const restored = (evidence: Doctored): void => {
  evidence.restores = [{ backupAt: 100, restoredAt: 200 }];
};

describe("the checker", () => {
  it("has nothing to say of what is sound", () => {
    expect(verdict(() => {})).toEqual([]);
  });

  it.each<[string, (evidence: Doctored) => void]>([
    ["I1 carl's page acked carl/id-5, which is not stored", adds(0, [20, acked(5)])],
    [
      "I1 carl's page heard pia/id-6, which is not stored",
      adds(0, [20, { type: "heard", message: message(6) }]),
    ],
    ["I1 pia's socket shown carl/id-5, which is not stored", adds(1, [20, isShown(5, "sent")])],
    ["I2 pia's socket acked pia/id-2 as 9 at 2", adds(1, [20, acked(2, { messageId: "9" })])],
    ["I2 pia's socket acked pia/id-2 as 2 at 9", adds(1, [20, acked(2, { seq: 9 })])],
    [
      "I2 two rows for carl/id-1",
      changesRows(({ messages }) => ({
        messages: messages.map((row) => (row.seq === 3 ? { ...row, ...message(1), seq: 3 } : row)),
      })),
    ],
    [
      "I2 pia/id-2 was written by nobody",
      (evidence) => {
        evidence.witnesses = evidence.witnesses.map((witness) => ({
          ...witness,
          journal: witness.journal.filter((entry) => entry.type !== "wrote"),
        }));
      },
    ],
    ["I2 pia/id-2 has another text", adds(1, [20, { ...wrote(2), text: "other" } as Happening])],
    [
      "I3 conv_carl_pia stepped from 3 to 4, and was at 2",
      changesRows(({ steps }) => ({ steps: steps.filter(({ to }) => to !== 3) })),
    ],
    [
      "I3 conv_carl_pia is at 4, and stepped to 3",
      changesRows(({ steps }) => ({ steps: steps.filter(({ to }) => to !== 4) })),
    ],
    [
      "I3 conv_carl_pia gave rev 2 to message and delivered",
      changesRows(({ claims }) => ({
        claims: [...claims, { conversationId, rev: 2, change: "delivered" }],
      })),
    ],
    [
      "I3 conv_carl_pia has a hole at rev 4",
      changesRows(({ claims }) => ({ claims: claims.filter(({ rev }) => rev !== 4) })),
    ],
    [
      "I3 conv_carl_pia has a message at 2, which no message took",
      changesRows(({ claims }) => ({
        claims: claims.map((claim) => (claim.rev === 2 ? { ...claim, change: "read" } : claim)),
      })),
    ],
    [
      "I3 conv_carl_pia has two messages at 1",
      changesRows(({ messages }) => ({
        messages: messages.map((row) => (row.seq === 3 ? { ...row, seq: 1 } : row)),
      })),
    ],
    [
      "I3 conv_carl_pia: 3 is older than 2",
      changesRows(({ messages }) => ({
        messages: messages.map((row) => (row.seq === 3 ? { ...row, createdAt: 1_001 } : row)),
      })),
    ],
    [
      "I4 carl's page: conv_carl_pia shows 2 of 3 messages, nothing where 3 carl/id-3 is stored",
      changesView((view) => ({ ...view, messages: view.messages.slice(0, 2) })),
    ],
    [
      "I4 carl's page: conv_carl_pia shows 3 of 3 messages, 2 pia/id-2 where 1 carl/id-1 is stored",
      changesView(({ messages: [one, two, three], ...view }) => ({
        ...view,
        messages: [two, one, three].flatMap((each) => each ?? []),
      })),
    ],
    [
      "I4 carl's page: conv_carl_pia shows 4 of 3 messages",
      changesView((view) => ({ ...view, messages: [...view.messages, shown(5, "sent")] })),
    ],
    [
      "I4 carl's page: conv_carl_pia shows id-1 as sent, it is read",
      changesView((view) => ({
        ...view,
        messages: view.messages.map((one) => (one.seq === 1 ? { ...one, status: "sent" } : one)),
      })),
    ],
    [
      "I4 carl's page: conv_carl_pia shows the pointers of pia at 0 and 0, stored 1 and 1",
      changesView((view) => ({
        ...view,
        participants: view.participants.map((one) => ({ ...one, deliveredSeq: 0, readSeq: 0 })),
      })),
    ],
    [
      "I4 carl's page: conv_carl_pia is not shown",
      changesView((view) => ({ ...view, conversationId: "conv_other" })),
    ],
    [
      "I5 carl's page wrote id-3 before id-1",
      (evidence) => {
        evidence.witnesses = evidence.witnesses.map((witness) => ({
          ...witness,
          journal: witness.journal.toSorted((a, b) => b.at - a.at),
        }));
      },
    ],
    [
      "I5 carl's wrote id-3 before id-1",
      (evidence) => {
        evidence.witnesses = evidence.witnesses.map((witness) => ({
          ...witness,
          journal: witness.journal.map((entry) =>
            entry.type === "stored" ? { ...entry, order: -entry.order } : entry,
          ),
        }));
      },
    ],
    [
      "I6 carl's: id-5 was stored and is nowhere any more",
      adds(0, [20, wrote(5)], [21, stored(5)]),
    ],
    ["I6 carl's page: id-5 was written and not stored", adds(0, [20, wrote(5)])],
    [
      "I6 carl's page showed id-5 as sending, which was not stored",
      adds(0, [20, isShown(null, "sending", 5)]),
    ],
    [
      "I6 carl's: id-3 was taken back and is sent",
      adds(0, [20, { type: "taken back", clientMessageId: "id-3" }]),
    ],
    [
      "I6 carl's page shows id-5 as nothing, it is sending",
      (evidence) => {
        evidence.outboxes = [
          { browser: "carl's", entries: [{ clientMessageId: "id-5", failed: false }] },
        ];
      },
    ],
    [
      "I7 carl's page: conv_carl_pia counts 0 unread, there are 1",
      changesView((view) => ({ ...view, unreadCount: 0 })),
    ],
    [
      "I7 carl's page: the read pointer of pia in conv_carl_pia went from 1 to 0",
      adds(0, [20, { ...pointed("pia", 1), readSeq: 0 } as Happening]),
    ],
    [
      "I8 a stranger heard of conv_carl_pia (heard)",
      adds(2, [20, { type: "heard", message: message(1) }]),
    ],
    [
      "I8 a stranger heard of pia (told)",
      adds(2, [20, { type: "told", event: "user_online", subject: "pia" }]),
    ],
    [
      "I9 carl's page: conv_carl_pia shows pia as offline",
      changesView((view) => ({
        ...view,
        participants: view.participants.map((one) => ({ ...one, online: one.userId !== "pia" })),
      })),
    ],
    [
      "I9 carl's page: conv_carl_pia shows pia as typing",
      changesView((view) => ({ ...view, typing: ["pia"] })),
    ],
    [
      "I10 carl's page: the status of id-1 went from 3 to 1",
      adds(0, [20, isShown(1, "sent")], [21, isShown(1, "read")]),
    ],
    [
      "I10 carl's page: the delivered pointer of pia in conv_carl_pia went from 1 to 0",
      adds(0, [20, { ...pointed("pia", 1), deliveredSeq: 0 } as Happening]),
    ],
    [
      "I12 pia's socket was not told when to come back with send_message",
      adds(1, [
        20,
        { type: "refused", request: "send_message", code: "rate_limited", retryAfterMs: null },
      ]),
    ],
    [
      "I13 carl's page showed online 30000 ms after",
      (evidence) => {
        evidence.silences = [{ witness: "carl's page", from: 20, to: 31_000 }];
      },
    ],
    [
      "I14 a shutdown at 5 took 10001 ms",
      (evidence) => {
        evidence.ends = [{ at: 5, signal: "SIGTERM", exitCode: 0, tookMs: 10_001 }];
      },
    ],
    [
      "I14 a shutdown at 5 ended with code 1",
      (evidence) => {
        evidence.ends = [{ at: 5, signal: "SIGTERM", exitCode: 1, tookMs: 1 }];
      },
    ],
    ["I14 carl's page showed id-1 as failed", adds(0, [5, isShown(null, "failed", 1)])],
    [
      "I15 carl/id-3 is dated",
      changesRows(({ messages }) => ({
        messages: messages.map((row) => (row.seq === 3 ? { ...row, createdAt: 86_400_000 } : row)),
      })),
    ],
    [
      "I16 the server ended by itself at 5, code 1",
      (evidence) => {
        evidence.ends = [{ at: 5, signal: null, exitCode: 1, tookMs: 0 }];
      },
    ],
  ])("finds: %s", (expected, doctor) => {
    expect(verdict(doctor)).toContainEqual(expect.stringContaining(expected));
  });

  it.each<[string, (evidence: Doctored) => void]>([
    [
      "a message that the person took back",
      adds(
        0,
        [20, wrote(5)],
        [21, stored(5)],
        [22, { type: "taken back", clientMessageId: "id-5" }],
      ),
    ],
    [
      "a message that the page's end was faster than",
      adds(0, [20, wrote(5)], [21, { type: "closed" }]),
    ],
    [
      "a refused message that was meant to be refused, and is kept and shown so",
      both(
        adds(0, [20, wrote(5, true)], [21, stored(5)], [22, isShown(null, "failed", 5)]),
        changesView((view) => ({
          ...view,
          messages: [...view.messages, shown(null, "failed", 5)],
        })),
        (evidence) => {
          evidence.outboxes = [
            { browser: "carl's", entries: [{ clientMessageId: "id-5", failed: true }] },
          ];
        },
      ),
    ],
    [
      "a status that starts anew on a new page",
      adds(0, [20, { type: "opened" }], [21, isShown(1, "sent")], [22, isShown(1, "read")]),
    ],
    [
      "an indicator that has noticed the silence",
      both(
        adds(0, [29_000, { type: "connection", state: "retrying", reason: "offline" }]),
        (evidence) => {
          evidence.silences = [{ witness: "carl's page", from: 20, to: 60_000 }];
        },
      ),
    ],
    ["an ack of what a restored backup did not have", both(restored, adds(0, [150, acked(5)]))],
    [
      "its being shown until the page hears of the restore",
      both(restored, adds(0, [150, acked(5)], [250, isShown(5, "sent")])),
    ],
    [
      "a step back after a restored backup",
      both(
        restored,
        adds(0, [210, isShown(1, "sent")], [211, isShown(1, "read")], [212, pointed("pia", 0)]),
      ),
    ],
  ])("accepts %s", (_, doctor) => {
    expect(verdict(doctor)).toEqual([]);
  });

  it.each<[string, (evidence: Doctored) => void]>([
    ["I1", both(restored, adds(0, [250, acked(5)]))],
    ["I1", both(restored, adds(0, [50, acked(5)]))],
    ["I10", both(restored, adds(0, [150, isShown(1, "sent")], [151, isShown(1, "read")]))],
    [
      "I10",
      both(
        restored,
        adds(
          0,
          [210, isShown(1, "sent")],
          [211, isShown(1, "read")],
          [212, isShown(1, "sent")],
          [213, isShown(1, "read")],
        ),
      ),
    ],
  ])("finds %s beside a restored backup, too", (expected, doctor) => {
    expect(verdict(doctor)).toContainEqual(expect.stringContaining(`${expected} `));
  });
});
