import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { Contender } from "./contenders.js";

export interface PageSite {
  /** Puts a contender's page on the site, and returns its address. */
  publish(contender: Contender): Promise<string>;
  close(): void;
}

/** A site with the contenders' pages, and the files of those that have no server. */
export async function startPageSite(): Promise<PageSite> {
  const answers = new Map<string, { type: string; body: string | Buffer }>();
  const server = createServer((request, response) => {
    const answer = answers.get(request.url ?? "");
    if (answer) response.setHeader("content-type", answer.type).end(answer.body);
    else response.writeHead(404).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the site has no port");
  const origin = `http://localhost:${address.port}`;
  return {
    async publish({ name, head, files }) {
      for (const [address, file] of Object.entries(files)) {
        answers.set(address, { type: "text/javascript", body: await readFile(file) });
      }
      answers.set(`/${name}`, { type: "text/html", body: htmlOf(name, head) });
      return `${origin}/${name}`;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function htmlOf(title: string, head: string): string {
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,">${head}</head>
  <body><input aria-label="typing meanwhile"></body>
</html>`;
}
