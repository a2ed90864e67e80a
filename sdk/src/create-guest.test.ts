import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createGuest } from "./create-guest.js";
import { userOf } from "./testing/fake-transport.js";

const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/chat/`;
}

describe("making a guest", () => {
  it("sends what the visitor told and gives back the identity", async () => {
    const guest = { token: "t", user: userOf("guest_1") };
    const url = await serve((request, response) => {
      request.setEncoding("utf8").on("data", (body: string) => {
        const { method, url: path } = request;
        expect({ method, path, body }).toEqual({
          method: "POST",
          path: "/chat/api/guests",
          body: '{"name":"Zoë"}',
        });
        response.writeHead(201, { "Content-Type": "application/json" }).end(JSON.stringify(guest));
      });
    });
    await expect(createGuest({ url, name: "Zoë" })).resolves.toEqual(guest);
  });

  it("tells why the server refused, and when to come back", async () => {
    const url = await serve((_, response) => {
      const error = { code: "rate_limited", message: "too many guests" };
      response.writeHead(429, { "Retry-After": "30" }).end(JSON.stringify({ error }));
    });
    await expect(createGuest({ url })).rejects.toMatchObject({
      code: "rate_limited",
      retryable: true,
      retryAfterMs: 30_000,
      message: "unable to make a guest; too many guests",
    });
  });

  it("tells of an answer that is none, and of none at all", async () => {
    const url = await serve((_, response) => response.end("<html>"));
    await expect(createGuest({ url })).rejects.toMatchObject({ code: "internal" });
    const nowhere = "http://127.0.0.1:9";
    await expect(createGuest({ url: nowhere })).rejects.toMatchObject({ code: "offline" });
  });
});
