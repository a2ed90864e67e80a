import type { Plugin } from "vite";

const asked =
  /typeof (?:document|location|navigator|WebSocket|BroadcastChannel) (=|!)== "undefined"/g;

/** Leaves out what the SDK does where there is no browser around it. */
export function onlyInBrowsers(): Plugin {
  return {
    name: "only-in-browsers",
    apply: "build",
    transform: {
      filter: { id: /\/sdk\/src\/.*\.ts$/, code: "undefined" },
      handler: (code) => ({
        code: code.replace(asked, (_, sign) => String(sign === "!")),
        map: null,
      }),
    },
  };
}
