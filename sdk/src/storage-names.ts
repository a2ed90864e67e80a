/** In localStorage: before a scope, which is a server's address and a user's id, and a conversation. */
export const DRAFT = "photo-chat draft ";

/** In IndexedDB: one database for each origin, with one store and its index. */
export const DATABASE = "photo-chat";
export const OUTBOX = "outbox";
export const SCOPE = "scope";
