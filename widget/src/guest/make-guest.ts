export { createGuest } from "@photo-chat/sdk";
