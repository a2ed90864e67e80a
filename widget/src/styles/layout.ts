import { css } from "lit";

/** The element's place in the page, the panel, the popup and its button. */
export const layout = css`
  :host {
    display: block;
    block-size: var(--photo-chat-height, 640px);
  }
  :host([mode="popup"]) {
    block-size: auto;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  p,
  h2,
  h3,
  ol {
    margin: 0;
    padding: 0;
  }
  .panel {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    overflow: hidden;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .header {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 3);
    min-block-size: 69px;
    padding: calc(var(--_space) * 3.5) calc(var(--_space) * 4.5);
    border-block-end: 1px solid var(--_line);
  }
  .avatar {
    position: relative;
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 2.857em;
    block-size: 2.857em;
    overflow: hidden;
    border-radius: 50%;
    background: var(--_bubble);
    color: var(--_muted);
    font-size: 0.875em;
    font-weight: 600;
    letter-spacing: 0.04em;
  }
  .avatar img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .avatar .icon {
    inline-size: 55%;
    block-size: 55%;
  }
  [hidden] {
    display: none !important;
  }
  .who {
    flex: 1;
    min-inline-size: 0;
  }
  .who > * {
    display: block;
    overflow: hidden;
    text-align: match-parent;
    text-align: -webkit-match-parent;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-block-size: 1.3em;
    line-height: 1.3;
  }
  .name {
    font-weight: 600;
  }
  .name:empty {
    inline-size: 40%;
    border-radius: 1em;
    background: var(--_bubble);
  }
  .presence {
    color: var(--_muted);
    font-size: 0.8125em;
  }
  .presence:empty {
    display: none;
  }
  .presence[data-online]::before {
    content: "";
    display: inline-block;
    inline-size: 8px;
    block-size: 8px;
    margin-inline-end: 6px;
    border: 4px solid var(--_online);
    border-radius: 50%;
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    padding: 0;
  }
  button,
  .launcher {
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  .close {
    margin-inline-start: auto;
  }
  .close,
  .round,
  .send {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 36px;
    block-size: 36px;
    border-radius: 50%;
    transition:
      background 0.15s,
      opacity 0.15s,
      transform 0.15s;
  }
  .round {
    color: var(--_muted);
  }
  .menu {
    margin-inline-start: auto;
  }
  .menu + .close {
    margin-inline-start: -6px;
  }
  .icon.icon-more {
    stroke-width: 3;
  }
  .round[aria-expanded="true"] {
    color: var(--_accent);
  }
  .close:hover,
  .round:hover {
    background: var(--_bubble);
  }
  button.text {
    padding: 4px 0;
    color: var(--_accent);
    font-weight: 600;
    white-space: nowrap;
  }
  button.text:hover {
    text-decoration: underline;
  }
  .primary {
    padding: 11px 22px;
    border: 1px solid transparent;
    border-radius: 999px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  [aria-disabled="true"] {
    opacity: 0.8;
  }
  .primary:hover,
  .send:hover {
    box-shadow: var(--_shadow);
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .icon {
    inline-size: 20px;
    block-size: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :host([mode="popup"]),
  .launcher,
  dialog.panel {
    position: fixed;
    z-index: var(--photo-chat-z-index, 2147483000);
  }
  .launcher,
  dialog.panel {
    inset-block-end: var(--photo-chat-offset, 20px);
    inset-inline-end: var(--photo-chat-offset, 20px);
  }
  .launcher {
    display: grid;
    place-items: center;
    min-inline-size: 60px;
    block-size: 60px;
    border: 1px solid transparent;
    border-radius: 30px;
    background: var(--_accent);
    color: var(--_on-accent);
    box-shadow: var(--_shadow);
    transition:
      transform 0.2s,
      opacity 0.2s;
  }
  .launcher:hover {
    transform: translateY(-2px);
  }
  .launcher[inert] {
    opacity: 0;
    transform: scale(0.7);
  }
  .launcher .icon {
    inline-size: 27px;
    block-size: 27px;
  }
  .badge {
    position: absolute;
    inset-block-end: calc(100% - 21px);
    inset-inline-end: -3px;
    min-inline-size: 2em;
    padding-inline: 0.5em;
    border: 2px solid var(--_surface);
    border-radius: 1em;
    background: var(--_text);
    color: var(--_surface);
    font-size: 0.75em;
    font-weight: 700;
    line-height: 1.67;
    text-align: center;
    animation: pop 0.25s;
  }
  dialog.panel {
    inline-size: var(--photo-chat-width, 384px);
    block-size: min(var(--photo-chat-height, 640px), 100vh - 2 * var(--photo-chat-offset, 20px));
    max-inline-size: calc(100vw - 2 * var(--photo-chat-offset, 20px));
    max-block-size: none;
    margin: 0;
    padding: 0;
    box-shadow: var(--_shadow);
    opacity: 0;
    transform: translateY(24px);
    transition:
      opacity 0.2s,
      transform 0.25s cubic-bezier(0.2, 0.8, 0.2, 1),
      display 0.25s allow-discrete,
      overlay 0.25s allow-discrete;
  }
  dialog:not([open]) {
    display: none;
  }
  dialog[open] {
    opacity: 1;
    transform: none;
  }
  @starting-style {
    dialog[open] {
      opacity: 0;
      transform: translateY(24px);
    }
  }
  dialog:focus {
    outline: none;
  }
  dialog::backdrop {
    background: none;
  }
  dialog:modal {
    inset: 0;
    inline-size: 100%;
    max-inline-size: none;
    block-size: 100vh;
    block-size: 100dvh;
    border: 0;
    border-radius: 0;
    box-shadow: none;
    padding-block: env(safe-area-inset-top) env(safe-area-inset-bottom);
  }
`;
