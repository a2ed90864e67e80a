import type { Report } from "@photo-chat/sdk/protocol";
import type { ReportRow } from "../store/report-statements.js";
import { toNullableTime, toTime } from "../store/rows.js";
import type { Statements } from "../store/statements.js";
import { unknownUser } from "./blocks.js";
import { ChatError } from "./chat-error.js";
import { messageKeyOf, unknownMessage } from "./commits.js";
import type { Members } from "./members.js";

/** A report as the host sees it. */
export interface StoredReport {
  reportId: string;
  reporterId: string;
  userId: string;
  conversationId: string | null;
  messageId: string | null;
  /** As it read when it was reported. */
  messageText: string | null;
  reason: Report["reason"];
  note: string | null;
  createdAt: string;
  closedAt: string | null;
}

export interface ReportQuery {
  status?: "open" | "closed" | undefined;
  /** A reportId: only older ones. */
  before?: string | undefined;
  limit: number;
}

/** What people tell the host of each other. */
export interface Reports {
  /**
   * Repeatable: the same again, while it is open, is the one that is there.
   * @throws ChatError `not_found` for who shares no conversation with the caller, `forbidden` for a
   *   conversation that is not the caller's, `invalid` for what is no message of that user in it
   */
  add(callerId: string, report: Report): Promise<{ reportId: string; duplicate: boolean }>;
  /** Newest first. */
  list(query: ReportQuery): Promise<{ reports: StoredReport[]; hasMore: boolean }>;
  /** @throws ChatError `not_found` */
  close(key: string, reportId: string): Promise<void>;
}

export function createReports({ reports }: Statements, members: Members): Reports {
  const textOf = async (report: Report, conversationId: string | null): Promise<string | null> => {
    const { userId, messageId } = report;
    if (messageId === undefined) return null;
    if (conversationId === null) {
      throw new ChatError("invalid", "A message is reported with its conversationId.");
    }
    const [row] = await reports.message({
      ...{ userId, conversationId, messageId: messageKeyOf(messageId) },
    });
    if (!row) throw unknownMessage();
    return row.message_text;
  };

  return {
    async add(reporterId, report) {
      const { userId, messageId = null, reason, note = null } = report;
      const asked = report.conversationId;
      const conversationId =
        asked === undefined ? null : (await members.of(reporterId, asked)).conversationId;
      const about = { reporterId, userId, conversationId };
      if ((await reports.shared(about)).length === 0) throw unknownUser();
      const messageText = await textOf(report, conversationId);
      const [row] = await reports.add({ ...about, messageId, messageText, reason, note });
      if (!row) throw new Error("The database kept no report.");
      return { reportId: row.report_id, duplicate: !row.is_new };
    },
    async list({ status, before, limit }) {
      const open = status === undefined ? null : status === "open";
      const rows = await reports.list({ open, before: before ?? null, limit: limit + 1 });
      return { reports: rows.slice(0, limit).map(toReport), hasMore: rows.length > limit };
    },
    async close(key, reportId) {
      const [row] = await reports.close({ key, reportId });
      if (!row) throw new ChatError("not_found", "There is no report with this id.");
    },
  };
}

export function toReport(row: ReportRow): StoredReport {
  return {
    reportId: row.report_id,
    reporterId: row.reporter_id,
    userId: row.user_id,
    conversationId: row.conversation_id,
    messageId: row.message_id === null ? null : String(row.message_id),
    messageText: row.message_text,
    reason: row.reason,
    note: row.note,
    createdAt: toTime(row.created_at),
    closedAt: toNullableTime(row.closed_at),
  };
}
