import { type Clock, systemClock } from "./clock.js";
import { browserEnvironment, type Environment } from "./connection/environment.js";
import { type OpenTransport, socketTransport } from "./connection/transport.js";
import { openIndexedDbStore } from "./outbox/indexed-db-store.js";
import type { OutboxStore } from "./outbox/outbox-store.js";
import { openTabs, type Tabs } from "./outbox/tabs.js";

/** Everything a client uses of the world outside, so that a test can hand in another one. */
export interface Platform {
  readonly clock: Clock;
  readonly random: () => number;
  readonly environment: Environment;
  readonly transport: (url: URL) => OpenTransport;
  readonly openStore: (scope: string) => Promise<OutboxStore>;
  readonly openTabs: (scope: string, onNews: Parameters<typeof openTabs>[1]) => Tabs;
}

export const defaultPlatform: Platform = {
  clock: systemClock,
  random: Math.random,
  environment: browserEnvironment,
  transport: socketTransport,
  openStore: openIndexedDbStore,
  openTabs,
};
