import { css } from "lit";

const light = css`
  color-scheme: light;
  --_accent: var(--photo-chat-accent, #a14d26);
  --_on-accent: var(--photo-chat-on-accent, #fff);
  --_surface: var(--photo-chat-surface, #fff);
  --_text: var(--photo-chat-text, #24211d);
  --_muted: var(--photo-chat-muted, #6c655d);
  --_line: var(--photo-chat-line, #e9e4dd);
  --_bubble: var(--photo-chat-bubble, #f3f0eb);
  --_on-bubble: var(--photo-chat-on-bubble, #24211d);
  --_own: var(--photo-chat-own-bubble, #35302b);
  --_on-own: var(--photo-chat-on-own-bubble, #fdfaf6);
  --_danger: var(--photo-chat-danger, #b02a1c);
  --_online: var(--photo-chat-online, #2e8b57);
  --_shadow: var(
    --photo-chat-shadow,
    0 2px 6px rgb(48 32 16 / 0.06),
    0 20px 56px -12px rgb(48 32 16 / 0.26)
  );
`;

const dark = css`
  color-scheme: dark;
  --_accent: var(--photo-chat-accent, #e5a275);
  --_on-accent: var(--photo-chat-on-accent, #2a170b);
  --_surface: var(--photo-chat-surface, #1c1a18);
  --_text: var(--photo-chat-text, #f1ede7);
  --_muted: var(--photo-chat-muted, #a89f95);
  --_line: var(--photo-chat-line, #37332f);
  --_bubble: var(--photo-chat-bubble, #2b2825);
  --_on-bubble: var(--photo-chat-on-bubble, #f1ede7);
  --_own: var(--photo-chat-own-bubble, #e9dccb);
  --_on-own: var(--photo-chat-on-own-bubble, #27211b);
  --_danger: var(--photo-chat-danger, #ff9d8e);
  --_online: var(--photo-chat-online, #6ccb94);
  --_shadow: var(--photo-chat-shadow, 0 0 0 1px #37332f, 0 20px 56px -8px rgb(0 0 0 / 0.7));
`;

/**
 * The custom properties a page may set, on the element or anywhere above it, with their defaults in
 * light and dark; sizes have theirs where they are used. `PhotoChatElement` documents each of them.
 */
export const theme = css`
  :host {
    ${light}
    --_radius: var(--photo-chat-radius, 18px);
    --_space: var(--photo-chat-spacing, 4px);
  }
  .launcher,
  .panel {
    all: initial;
    color-scheme: inherit;
    visibility: inherit;
    box-sizing: border-box;
    font: 400 var(--photo-chat-font-size, medium) / 1.45
      var(--photo-chat-font-family, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif);
    color: var(--_text);
    -webkit-text-size-adjust: 100%;
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme="light"])) {
      ${dark}
    }
  }
  :host([theme="dark"]) {
    ${dark}
  }
`;
