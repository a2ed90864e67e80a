"use client";

export { PhotoChat, type PhotoChatProps } from "./photo-chat.js";
