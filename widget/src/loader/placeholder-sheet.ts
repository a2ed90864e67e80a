const css = String.raw;

/**
 * What the chat's own styles say of the launcher, see `styles/`. A test compares the two. The icon is
 * drawn for 24 pixels.
 */
export const launcherCss = css`
  :host {
    color-scheme: light dark;
  }
  :host([theme="light"]) {
    color-scheme: light;
  }
  :host([theme="dark"]) {
    color-scheme: dark;
  }
  button {
    inset-block-end: var(--photo-chat-offset, 20px);
    inset-inline-end: var(--photo-chat-offset, 20px);
    z-index: var(--photo-chat-z-index, 2147483000);
    border-radius: 30px;
    display: grid;
    position: fixed;
    min-width: 60px;
    height: 60px;
    place-items: center;
    background: var(--photo-chat-accent, light-dark(#a14d26, #e5a275));
    color: var(--photo-chat-on-accent, light-dark(#fff, #2a170b));
    font-size: 24px;
    box-shadow: var(--photo-chat-shadow, 0 20px 60px #0005);
    border: 0;
  }
  svg {
    inline-size: 27px;
    block-size: 27px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linejoin: round;
  }
  path {
    scale: 1.125;
  }
`;

/** The room that a chat in the page will take. */
export const roomCss = css`
  :host {
    display: block;
    block-size: var(--photo-chat-height, 640px);
  }
`;
