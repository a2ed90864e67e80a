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
  /** Resolves when the mail server has taken it. */
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
      await transport.sendMail({ from, to: { name: "", address: to }, subject, text });
    },
    close: () => transport.close(),
  };
}
