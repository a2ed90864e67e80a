import { renderToString as renderVue } from "@vue/server-renderer";
import type { Page, WebSocket } from "playwright-core";
import { createElement } from "react";
import { renderToString as renderReact } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import { createSSRApp } from "vue";
import { eventually } from "../support/eventually.js";
import { bundlePage } from "./fixtures/bundle-page.js";
import type { PageProps } from "./fixtures/page-props.js";
import { ReactPage } from "./fixtures/react-page.js";
import { VuePage } from "./fixtures/vue-page.js";
import { htmlOf } from "./site.js";
import { usePages } from "./use-pages.js";

const frameworks = [
  {
    name: "React",
    script: "react-hydrate.ts",
    render: async (props: PageProps) => renderReact(createElement(ReactPage, props)),
  },
  {
    name: "Vue",
    script: "vue-hydrate.ts",
    render: (props: PageProps) => renderVue(createSSRApp(VuePage, { page: props })),
  },
];

describe.each(frameworks)("a page that comes rendered from a server, with $name", (framework) => {
  const chat = usePages();
  let code: string;

  beforeAll(async () => {
    code = await bundlePage(framework.script);
  });

  /** Anything in its console, such as a mismatch between server and page, fails the test. */
  async function open() {
    const { photographer, customer, conversationId } = await chat.pair();
    const props = { server: chat.url, customer, photographer };
    const html = await framework.render(props);
    const script = chat.publish({ html: code, headers: { "content-type": "text/javascript" } });
    const address = chat.publish({
      html: htmlOf(
        `<div id="app">${html}</div>
        <script type="application/json" id="props">${JSON.stringify(props)}</script>
        <script>__REACT_DEVTOOLS_GLOBAL_HOOK__ = { isDisabled: true };</script>
        <script type="module" src="${script}"></script>`,
      ),
    });
    const context = await chat.context();
    const sockets: WebSocket[] = [];
    context.on("page", (page) => page.on("websocket", (socket) => sockets.push(socket)));
    const page = await chat.visit(context, address);
    return { page, html, sockets, conversationId };
  }

  const customer = (page: Page) => page.getByRole("region", { name: "Customer" });
  const desk = (page: Page) => page.getByRole("region", { name: "Desk" });

  it("comes with the bare tag, and before anything has happened", async () => {
    const { photographer, customer } = await chat.pair();
    const html = await framework.render({ server: chat.url, customer, photographer });
    expect(html).toMatch(/<photo-chat[^>]*class="chat"[^>]*><\/photo-chat>/);
    expect(html).not.toContain(customer.token);
    expect(html).toContain("nobody, idle, 0 unread");
  });

  it("goes on in the page without a complaint, on one connection for each client", async () => {
    const { page, sockets, conversationId } = await open();
    await desk(page).getByText("Pia, online, 0 unread").waitFor();
    await customer(page).getByRole("status").filter({ hasText: conversationId }).waitFor();
    const input = customer(page).getByRole("textbox", { name: "Message" });
    await customer(page).getByRole("button", { name: "Focus" }).click();
    await page.keyboard.type("to the hooks");
    await page.keyboard.press("Enter");
    await desk(page).getByRole("listitem").getByText("to the hooks").waitFor();
    await desk(page).getByText("1 unread, heard to the hooks").waitFor();
    await desk(page).getByRole("button", { name: "Send" }).click();
    await customer(page).getByRole("listitem").getByText("from the hooks").waitFor();
    await customer(page)
      .getByRole("status")
      .filter({ hasText: "message from the hooks" })
      .waitFor();

    await input.fill("keep this");
    await input.press("Enter");
    expect(await input.inputValue()).toBe("keep this");
    expect(sockets.filter((socket) => !socket.isClosed())).toHaveLength(2);
    expect(sockets).toHaveLength(2);
  });

  it("ends its client with the component that provides it, and makes another one", async () => {
    const { page, sockets } = await open();
    const live = () => sockets.filter((socket) => !socket.isClosed()).length;
    await desk(page).getByText("Pia, online").waitFor();
    await eventually(() => expect(live()).toBe(2));
    await page.getByRole("button", { name: "Unmount" }).click();
    await eventually(() => expect(live()).toBe(1));
    await page.getByRole("button", { name: "Mount" }).click();
    await desk(page).getByText("Pia, online").waitFor();
    await eventually(() => expect(live()).toBe(2));
    await desk(page).getByRole("button", { name: "Send" }).click();
    await customer(page).getByRole("listitem").getByText("from the hooks").waitFor();
  });
});
