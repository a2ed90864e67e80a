import { css } from "lit";

export const messageActionsStyles = css`
  .row:focus {
    outline: none;
  }
  .row:focus-visible .bubble {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .beside {
    position: absolute;
  }
  .actions {
    display: flex;
    align-items: center;
    border: 1px solid var(--_line);
    border-radius: 12px;
    background: var(--_surface);
    color: var(--_text);
    box-shadow: 0 2px 10px #0002;
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
  .actions button:focus-visible {
    outline-offset: -3px;
  }
  .actions button:hover {
    background: var(--_bubble);
  }
  .actions .icon {
    inline-size: 18px;
    block-size: 18px;
  }
  .actions span:not(:empty) {
    padding-inline: 4px 12px;
  }
  @media (hover: none) and (pointer: coarse) {
    .bubble {
      -webkit-touch-callout: none;
      -webkit-user-select: none;
      user-select: none;
    }
  }
`;
