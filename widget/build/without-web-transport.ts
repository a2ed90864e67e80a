import type { Plugin } from "vite";

/**
 * Leaves WebTransport out, which engine.io-client brings for whoever lists it in `transports`; the
 * SDK lists websocket and polling.
 */
export function withoutWebTransport(): Plugin {
  return {
    name: "without-web-transport",
    apply: "build",
    load: {
      filter: { id: /engine\.io-client\/.*\/webtransport\.js$/ },
      handler: () => "export const WT = undefined;",
    },
  };
}
