import { destination, type Logger, pino } from "pino";
import type { Config } from "./config.js";

/**
 * JSON lines on standard output, or on standard error for commands whose output is read by others.
 * Tokens and texts are never handed to it; `redact` is the second line of defence.
 */
export function createLogger(level: Config["logLevel"], stream: "stdout" | "stderr"): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: ["token", "*.token", "messageText", "*.messageText", "headers.authorization"],
      serializers: { err: describeError },
    },
    destination({ dest: stream === "stdout" ? 1 : 2, sync: true }),
  );
}

interface DescribedError {
  type: string;
  message?: string;
  code?: string;
  at: string[];
  cause?: DescribedError;
}

/**
 * An error without anybody's data: a failed query carries its parameters in `message` and `stack`,
 * a database's error the offending values.
 */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, at: [] };
  const { code, query, severity } = error as {
    code?: unknown;
    query?: unknown;
    severity?: unknown;
  };
  const frames = error.stack?.replace(error.message, "").match(/(?<=^ {4}at ).+/gm) ?? [];
  return {
    type: error.name,
    ...(query === undefined && severity === undefined ? { message: error.message } : {}),
    ...(typeof code === "string" ? { code } : {}),
    at: frames.slice(0, 6),
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
  };
}
