import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Headers and body, as they came. */
  source: string;
}

/** A mail server that takes everything, without a password, and keeps it. */
export interface SmtpServer {
  /** For `SMTP_URL`. */
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  close(): Promise<void>;
}

export async function startSmtpServer(): Promise<SmtpServer> {
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    converse(socket, (mail) => mails.push(mail));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** As much of RFC 5321 as a client needs to hand over a mail. */
function converse(socket: Socket, received: (mail: ReceivedMail) => void): void {
  let buffer = "";
  let mail: ReceivedMail = { from: "", to: [], source: "" };
  let isData = false;
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  const addressOf = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? "";

  const hear = (line: string): void => {
    if (isData) {
      if (line === ".") {
        isData = false;
        received(mail);
        mail = { from: "", to: [], source: "" };
        say("250 taken");
      } else {
        mail.source += `${line.replace(/^\./, "")}\n`;
      }
      return;
    }
    switch (line.slice(0, 4).toUpperCase()) {
      case "EHLO":
      case "HELO": {
        say("250 mail.example");
        return;
      }
      case "MAIL":
        mail.from = addressOf(line);
        {
          say("250 go on");
          return;
        }
      case "RCPT":
        mail.to.push(addressOf(line));
        {
          say("250 go on");
          return;
        }
      case "DATA":
        isData = true;
        {
          say("354 end with a dot");
          return;
        }
      case "QUIT":
        say("221 bye");
        socket.end();
        return;
      default: {
        say("502 not here");
        return;
      }
    }
  };

  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    buffer += chunk.toString("utf8");
    for (let end = buffer.indexOf("\r\n"); end >= 0; end = buffer.indexOf("\r\n")) {
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      hear(line);
    }
  });
  say("220 mail.example");
}
