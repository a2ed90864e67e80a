import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export interface Metrics {
  registry: Registry;
  connections: Gauge;
  refusals: Counter<"code">;
  messages: Counter;
  events: Histogram<"event">;
  eventErrors: Counter<"event" | "code">;
  limited: Counter<"limit" | "scope">;
  requests: Histogram<"method" | "route" | "status">;
}

/** The figures of one server, in a registry of its own. Durations are in seconds. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    connections: new Gauge({
      name: "photo_chat_connections",
      help: "Live socket connections.",
      registers,
    }),
    refusals: new Counter({
      name: "photo_chat_connections_refused_total",
      help: "Refused socket connections, by code.",
      labelNames: ["code"],
      registers,
    }),
    messages: new Counter({
      name: "photo_chat_messages_total",
      help: "Messages committed and handed to the participants' connections.",
      registers,
    }),
    events: new Histogram({
      name: "photo_chat_event_duration_seconds",
      help: "From the arrival of a client's event to its ack.",
      labelNames: ["event"],
      buckets,
      registers,
    }),
    eventErrors: new Counter({
      name: "photo_chat_event_errors_total",
      help: "Refused client events, by event and code.",
      labelNames: ["event", "code"],
      registers,
    }),
    limited: new Counter({
      name: "photo_chat_limited_total",
      help: "Refusals by a limit, by its name and by whose doings were too many.",
      labelNames: ["limit", "scope"],
      registers,
    }),
    requests: new Histogram({
      name: "photo_chat_http_request_duration_seconds",
      help: "HTTP requests, by route pattern and status.",
      labelNames: ["method", "route", "status"],
      buckets,
      registers,
    }),
  };
}
