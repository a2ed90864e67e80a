export { type Config, ConfigError, parseConfig } from "./config.js";
export type { Limits, Rate } from "./limits/limits.js";
export { type ChatServer, type ChatServerOptions, createChatServer } from "./server.js";
