import { css } from "lit";

export const emojiStyles = css`
  .emoji {
    position: absolute;
    inset-block-end: calc(100% - 4px);
    inset-inline: 14px;
    z-index: 1;
    block-size: min(340px, 50vh);
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: min(16px, var(--_radius));
    background: var(--_surface);
    box-shadow: var(--_shadow);
    container-type: inline-size;
    animation: rise 0.2s;
  }
  .composer:has(.emoji) .grow {
    max-block-size: calc(3lh + 14px);
  }
  @media (max-height: 480px) {
    .composer:has(.emoji) .grow {
      max-block-size: calc(1lh + 14px);
    }
  }
  @media (max-width: 480px), (max-height: 480px), (pointer: coarse) {
    .emoji {
      position: static;
      block-size: min(300px, 42vh);
      margin-block-start: 10px;
      box-shadow: none;
    }
  }
  emoji-picker {
    inline-size: 100%;
    block-size: 100%;
    color-scheme: inherit;
    --background: var(--_surface);
    --border-color: var(--_line);
    --border-size: 0;
    --indicator-color: var(--_accent);
    --input-border-color: var(--_muted);
    --input-border-radius: 999px;
    --input-padding: 0.3rem 0.85rem;
    --input-font-color: var(--_text);
    --input-font-size: max(16px, 1rem);
    --input-placeholder-color: var(--_muted);
    --outline-color: var(--_accent);
    --category-font-color: var(--_muted);
    --category-font-size: 0.8125rem;
    --button-active-background: var(--_line);
    --button-hover-background: var(--_bubble);
    --category-emoji-size: min(1.125rem, 5.5cqi);
    --category-emoji-padding: min(0.5rem, 2.5cqi);
  }
  @container (max-width: 20rem) {
    emoji-picker {
      --num-columns: 6;
    }
  }
  @container (max-width: 15rem) {
    emoji-picker {
      --num-columns: 4;
    }
  }
`;
