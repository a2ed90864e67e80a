export { type Config, ConfigError, type Limits, parseConfig, type Rate } from "./config.js";
export { type ChatServer, type ChatServerOptions, createChatServer } from "./server.js";
