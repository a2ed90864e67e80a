import * as v from "valibot";
import type { AuditEntry } from "../chat/moderation.js";
import type { StoredReport } from "../chat/reports.js";

const time = v.pipe(v.string(), v.isoTimestamp());
const text = v.nullable(v.string());

const report: v.GenericSchema<StoredReport, StoredReport> = v.pipe(
  v.object({
    reportId: v.string(),
    reporterId: v.string(),
    userId: v.string(),
    conversationId: text,
    messageId: text,
    messageText: text,
    reason: v.picklist(["spam", "abuse", "other"]),
    note: text,
    createdAt: time,
    closedAt: v.nullable(time),
  }),
  v.metadata({ ref: "Report" }),
);

const entry: v.GenericSchema<AuditEntry, AuditEntry> = v.pipe(
  v.object({
    entryId: v.string(),
    at: time,
    by: v.string(),
    action: v.string(),
    subject: v.string(),
  }),
  v.metadata({ ref: "AuditEntry" }),
);

export const reports = v.object({ reports: v.array(report), hasMore: v.boolean() });
export const audit = v.object({ entries: v.array(entry), hasMore: v.boolean() });
/** Everything of one person; `messages` may be many. */
export const personExport = v.looseObject({
  user: v.looseObject({ userId: v.string() }),
  messages: v.array(v.looseObject({ messageId: v.string() })),
});
