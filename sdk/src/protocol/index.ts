export * from "./conversation-id.js";
export * from "./errors.js";
export * from "./events.js";
export * from "./limits.js";
export * from "./models.js";
export * from "./users-of.js";
