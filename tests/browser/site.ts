import { once } from "node:events";
import { createServer } from "node:http";

export interface SitePage {
  html: string;
  headers?: Record<string, string>;
}

/** A site that embeds the chat: another origin than the chat server's. */
export interface Site {
  readonly origin: string;
  /** Puts a page on the site and returns its address. */
  add(page: SitePage): string;
  close(): void;
}

/** Signs the site's own user in, as a host page does. */
const hostScript = `
for (const chat of document.querySelectorAll("photo-chat[data-token]")) {
  chat.getToken = () => chat.dataset.token;
}`;
const style = "body { font: 16px sans-serif; margin: 0 } photo-chat { height: 600px }";

export async function startSite(): Promise<Site> {
  const pages: SitePage[] = [];
  const server = createServer((request, response) => {
    const page = pages[Number(request.url?.slice(1))];
    if (request.url === "/host.js") {
      response.setHeader("content-type", "text/javascript").end(hostScript);
    } else if (request.url === "/host.css") {
      response.setHeader("content-type", "text/css").end(style);
    } else if (page) {
      response.writeHead(200, { "content-type": "text/html", ...page.headers }).end(page.html);
    } else {
      response.writeHead(204).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the site has no port");
  // A name instead of the address: then it is not the chat server's host either.
  const origin = `http://localhost:${address.port}`;
  return {
    origin,
    add: (page) => `${origin}/${pages.push(page) - 1}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A page's HTML around what stands in its body. */
export function htmlOf(body: string, head = ""): string {
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Studio</title><link rel="stylesheet" href="/host.css">${head}</head>
  <body>${body}</body>
</html>`;
}
