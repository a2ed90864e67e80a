import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createInterface } from "node:readline";

/** A mail server that refuses, and repeats in its refusal what it was given. */
export interface RudeSmtpServer {
  readonly port: number;
  /** All that was said to it. */
  readonly heard: readonly string[];
  close(): void;
}

/** It refuses the first password, and from then on every recipient. */
export async function startRudeSmtpServer(): Promise<RudeSmtpServer> {
  const heard: string[] = [];
  let passwords = 0;
  const answerTo = (line: string): string => {
    switch (line.slice(0, 4).toUpperCase()) {
      case "EHLO":
        return "250-mail.example\r\n250 AUTH PLAIN";
      case "AUTH":
        passwords += 1;
        return passwords === 1 ? `535 Not with ${line}` : "235 Come in";
      case "RCPT":
        return `550 Nobody here is ${line}`;
      default:
        return "250 Go on";
    }
  };
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.write("220 mail.example\r\n");
    createInterface(socket).on("line", (line) => {
      heard.push(line);
      socket.write(`${answerTo(line)}\r\n`);
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    close: () => server.close(),
  };
}
