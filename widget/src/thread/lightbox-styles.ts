import { css } from "lit";

export const lightboxStyles = css`
  .lightbox:not(:modal) {
    display: none;
  }
  dialog.lightbox:modal {
    --_accent: #fff;
    --_line: rgb(255 255 255 / 0.3);
    color-scheme: dark;
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
    box-sizing: border-box;
    max-block-size: none;
    margin: 0;
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom)
      env(safe-area-inset-left);
    overflow: hidden;
    background: #12100e;
    color: #f5f2ee;
    touch-action: manipulation;
    overscroll-behavior: contain;
    animation: fade 0.15s;
  }
  .tools {
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 4px 8px;
  }
  .place {
    flex: 1;
    padding-inline: 8px;
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
  }
  .tool {
    display: grid;
    place-items: center;
    flex: none;
    box-sizing: border-box;
    inline-size: 44px;
    block-size: 44px;
    border: 1px solid transparent;
    border-radius: 50%;
    background: #12100ecc;
    color: inherit;
    transition: background 0.15s;
  }
  .tool:focus-visible {
    outline-offset: -3px;
  }
  .tool:not([aria-disabled="true"]):hover {
    background: #3a3632;
  }
  .tool[aria-disabled="true"] {
    cursor: default;
    opacity: 1;
  }
  .tool[aria-disabled="true"] .icon {
    opacity: 0.35;
  }
  .stage,
  .turn {
    grid-area: 2 / 1;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
  }
  .stage {
    place-items: center;
    overflow: hidden;
  }
  .stage img {
    max-inline-size: 100%;
    max-block-size: 100%;
    user-select: none;
    animation: fade 0.15s;
  }
  .stage.large img {
    cursor: zoom-in;
  }
  .stage.full {
    grid-template: auto / auto;
    overflow: auto;
    overscroll-behavior: contain;
  }
  .stage.full img {
    max-inline-size: none;
    max-block-size: none;
    cursor: move;
  }
  .stage:focus-visible {
    outline: none;
  }
  .stage.full:focus-visible {
    outline: 2px solid;
    outline-offset: -2px;
  }
  .stage .spinner {
    inline-size: 32px;
    block-size: 32px;
  }
  .lost {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 16px 60px;
    text-align: center;
  }
  .lost .text {
    min-block-size: 44px;
    padding-inline: 12px;
  }
  .turn {
    grid-auto-flow: column;
    justify-content: space-between;
    align-items: center;
    padding-inline: 8px;
    pointer-events: none;
  }
  .turn .tool {
    pointer-events: auto;
  }
  .turn .icon:dir(rtl) {
    transform: scaleX(-1);
  }
  .caption {
    justify-self: center;
    max-inline-size: 60em;
    max-block-size: 25dvh;
    padding: 12px 16px;
    overflow-y: auto;
    overscroll-behavior: contain;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    font-size: 0.9375em;
    text-wrap: pretty;
  }
`;
