import { css } from "lit";

export const messageActionsStyles = css`
  .row:focus {
    outline: none;
  }
  .row:focus-visible .bubble {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .actions {
    position: absolute;
    display: flex;
    align-items: center;
    border: 1px solid var(--_line);
    border-radius: 12px;
    background: var(--_surface);
    color: var(--_text);
    font-size: 0.8125em;
    animation: fade 0.12s;
  }
  .actions button {
    display: grid;
    place-items: center;
    inline-size: 32px;
    block-size: 32px;
    border-radius: 11px;
  }
  .actions button:hover {
    background: var(--_bubble);
  }
  .actions .icon {
    inline-size: 18px;
    block-size: 18px;
  }
  .actions span:not(:empty) {
    padding-inline-end: 10px;
  }
  @media (hover: none) and (pointer: coarse) {
    .bubble {
      -webkit-touch-callout: none;
      -webkit-user-select: none;
      user-select: none;
    }
  }
`;
