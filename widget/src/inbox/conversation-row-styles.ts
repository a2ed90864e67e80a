import { css } from "lit";

export const conversationRowStyles = css`
  .conversation {
    display: grid;
    grid: 1.5em 1.5em / auto 1fr;
    align-items: center;
    gap: 2px 12px;
    inline-size: 100%;
    margin-block: 1px;
    padding: 11px 10px;
    border: 1px solid transparent;
    border-radius: min(14px, var(--_radius));
    text-align: start;
    line-height: 1.5;
  }
  .conversation:hover {
    background: color-mix(in srgb, var(--_bubble) 60%, transparent);
  }
  .conversation[aria-current] {
    background: var(--_bubble);
  }
  .conversation:focus-visible {
    outline-offset: -2px;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 10px;
    min-inline-size: 0;
  }
  .face {
    grid-row: span 2;
    position: relative;
    align-self: center;
  }
  .face .avatar {
    inline-size: 3.286em;
    block-size: 3.286em;
    color: var(--_text);
  }
  .conversation[aria-current] .avatar {
    background: var(--_line);
  }
  .dot {
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: 0;
    border: 0.3125em solid var(--_online);
    border-radius: 50%;
    outline: 2px solid var(--_surface);
  }
  .conversation[aria-current] .dot {
    outline-color: var(--_bubble);
  }
  .conversation .name,
  .preview {
    flex: 1;
    /* Some letters reach out to the left of where they stand. */
    margin-inline-start: -2px;
    padding-inline-start: 2px;
    min-inline-size: 0;
    overflow: hidden;
    text-align: match-parent;
    text-align: -webkit-match-parent;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .conversation .name {
    font-weight: 500;
  }
  .conversation time {
    color: var(--_muted);
    font-size: 0.75em;
    font-variant-numeric: tabular-nums;
  }
  .preview {
    color: var(--_muted);
    font-size: 0.875em;
  }
  .preview .icon,
  .preview .status {
    display: inline-block;
    inline-size: 15px;
    block-size: 15px;
    margin-inline-end: 4px;
    vertical-align: -2px;
  }
  .preview .status .icon {
    margin: 0;
    vertical-align: 0;
  }
  .preview .draft {
    color: var(--_danger);
    font-weight: 500;
  }
  .conversation[data-unread] .name,
  .conversation[data-unread] .preview {
    color: var(--_text);
    font-weight: 650;
  }
  .conversation .preview.busy {
    color: var(--_accent);
  }
  .conversation[data-unread] time {
    color: var(--_accent);
    font-weight: 600;
  }
  .count {
    min-inline-size: 1.75em;
    padding-inline: 0.5em;
    border: 1px solid transparent;
    border-radius: 1em;
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: 0.75em;
    font-weight: 700;
    line-height: 1.6;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  @media (forced-colors: active) {
    .conversation[aria-current] {
      border: 3px solid Highlight;
      padding: 9px 8px;
    }
  }
  mark {
    border-radius: 3px;
    background: color-mix(in srgb, var(--_accent) 26%, transparent);
    color: inherit;
  }
`;
