import { createTransport } from "nodemailer";
import type { Config } from "../config.js";

const TIMEOUT_MS = 15_000;

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Hands mails to the configured server. */
export interface Mailer {
  /** Resolves when the mail server has taken it. What it throws names nobody. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

export function createMailer({ smtpUrl, from }: NonNullable<Config["mail"]>): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text }) {
      try {
        await transport.sendMail({ from, to: { name: "", address: to }, subject, text });
      } catch (cause) {
        throw withoutAnswer(cause);
      }
    },
    close: () => transport.close(),
  };
}

/** A mail server's answer may repeat whom the mail was for, and the password. */
function withoutAnswer(cause: unknown): Error {
  const { code, command, responseCode } = cause as {
    code?: string;
    command?: string;
    responseCode?: number;
  };
  const where = [command, responseCode].filter(Boolean).join(": ");
  return Object.assign(new Error(`The mail server did not take it (${where})`), { code });
}
