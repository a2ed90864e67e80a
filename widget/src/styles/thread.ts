import { css } from "lit";

/** The connection's banner, the thread and its messages. */
export const thread = css`
  .banner {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 12px;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 4.5);
    background: var(--_bubble);
    color: var(--_on-bubble);
    border-block-end: 1px solid var(--_line);
    font-size: 0.8125em;
    animation: rise 0.2s;
  }
  .banner > :first-child {
    flex: 1 1 16em;
  }
  .banner:has(.countdown) > :first-child {
    flex-basis: 100%;
  }
  .countdown {
    flex: 1;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .main {
    position: relative;
    display: flex;
    flex: 1;
    min-block-size: 0;
  }
  .thread {
    position: relative;
    flex: 1;
    min-inline-size: 0;
    overflow: hidden auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
  }
  .thread:focus-visible {
    outline-offset: -3px;
  }
  .content {
    display: flex;
    flex-direction: column;
    min-block-size: 100%;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 4.5) calc(var(--_space) * 3.5);
    overflow: hidden;
  }
  .list {
    margin-block-start: auto;
    list-style: none;
  }
  .row {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    margin-block-start: 3px;
    /* A row that moves is not laid out and painted anew; focus rings and shadows around it show. */
    @supports (overflow-clip-margin: 1px) {
      contain: content;
      overflow-clip-margin: 32px;
    }
  }
  .day,
  .unread,
  .detail,
  .failure,
  .row > .hidden {
    -webkit-user-select: none;
    user-select: none;
  }
  .own {
    align-items: flex-end;
  }
  .first {
    margin-block-start: calc(var(--_space) * 2);
  }
  .day {
    align-self: center;
    margin-block: calc(var(--_space) * 3.5) calc(var(--_space) * 3);
    color: var(--_muted);
    font-size: 0.75em;
    font-weight: 500;
  }
  .unread {
    align-self: stretch;
    display: flex;
    align-items: center;
    gap: 12px;
    margin-block: 10px;
    color: var(--_accent);
    font-size: 0.75em;
    font-weight: 600;
  }
  .unread::before,
  .unread::after {
    content: "";
    flex: 1;
    border-block-start: 1px solid;
    opacity: 0.4;
  }
  .bubble {
    max-inline-size: min(82%, 34em);
    overflow: hidden;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_bubble);
    color: var(--_on-bubble);
    font-size: 0.9375em;
  }
  .own .bubble {
    background: var(--_own);
    color: var(--_on-own);
  }
  .other:not(.first) .bubble {
    border-start-start-radius: 6px;
  }
  .other:not(.last) .bubble {
    border-end-start-radius: 6px;
  }
  .own:not(.first) .bubble {
    border-start-end-radius: 6px;
  }
  .own:not(.last) .bubble {
    border-end-end-radius: 6px;
  }
  .bubble p {
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3.5);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    unicode-bidi: isolate;
  }
  .detail {
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 3px 4px 5px;
    color: var(--_muted);
    font-size: 0.75em;
    font-variant-numeric: tabular-nums;
  }
  time {
    unicode-bidi: plaintext;
  }
  .status,
  .status .icon {
    display: block;
    inline-size: 15px;
    block-size: 15px;
  }
  .status .icon {
    stroke-width: 2.2;
  }
  .icon-read {
    border: 1px solid transparent;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_surface);
  }
  [data-status="failed"],
  .bad {
    color: var(--_danger);
  }
  .typing {
    align-self: flex-start;
    display: flex;
    gap: 4px;
    margin-block-start: 12px;
    padding: 13px 14px;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_bubble);
    animation: rise 0.2s;
  }
  .typing i {
    border: 3.5px solid var(--_muted);
    border-radius: 50%;
    animation: dot 1.2s infinite;
  }
  .typing i + i {
    animation-delay: 0.15s;
  }
  .typing i + i + i {
    animation-delay: 0.3s;
  }
  .pill {
    position: absolute;
    inset-inline: 0;
    display: flex;
    align-items: center;
    gap: 6px 10px;
    inline-size: max-content;
    max-inline-size: 90%;
    margin-inline: auto;
    padding: 7px 13px;
    border: 1px solid var(--_line);
    border-radius: 18px;
    background: var(--_surface);
    box-shadow: 0 4px 16px #0002;
    font-size: 0.8125em;
    animation: fade 0.2s;
  }
  .older {
    inset-block-start: 10px;
  }
  .coming {
    animation: fade 0.2s 0.3s backwards;
  }
  .spinner {
    display: inline-block;
    inline-size: 18px;
    block-size: 18px;
    border: 2px solid var(--_line);
    border-block-start-color: var(--_accent);
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }
  .newest {
    inset-block-end: 12px;
    font-weight: 600;
  }
  .newest .icon {
    inline-size: 16px;
    block-size: 16px;
    color: var(--_accent);
  }
`;
