import { css } from "lit";

/** The thread, its messages, what stands in for them, and the composer. */
export const conversation = css`
  .banner {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 12px;
    padding: 8px 18px;
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
    padding: 8px 18px 14px;
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
  }
  .row.own {
    align-items: flex-end;
  }
  .row.first {
    margin-block-start: 12px;
  }
  .day {
    align-self: center;
    margin-block: 14px 12px;
    color: var(--_muted);
    font-size: 0.75em;
    font-weight: 500;
    letter-spacing: 0.02em;
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
    padding: 8px 14px;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    unicode-bidi: isolate;
  }
  .bubble a {
    color: inherit;
    text-underline-offset: 2px;
  }
  .image {
    position: relative;
    display: block;
    inline-size: 280px;
    min-inline-size: 100%;
    max-inline-size: 100%;
    aspect-ratio: 4 / 3;
    background: var(--_line);
  }
  .image img {
    position: relative;
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    background: var(--_line);
  }
  .image:focus-visible {
    outline-offset: -4px;
  }
  .broken {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 6px;
    padding: 16px;
    color: var(--_text);
    font-size: 0.875em;
    text-align: center;
  }
  .image:has(img:not([hidden])) .broken {
    visibility: hidden;
  }
  .file {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 10px 14px;
    overflow-wrap: anywhere;
  }
  .file .icon {
    flex: none;
  }
  .detail {
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 3px 4px 0;
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
  .failure {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 0 14px;
    max-inline-size: 82%;
    padding-inline: 4px;
    color: var(--_danger);
    font-size: 0.8125em;
    text-align: end;
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
  .typing i:nth-of-type(2) {
    animation-delay: 0.15s;
  }
  .typing i:nth-of-type(3) {
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
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.14);
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
  .blank,
  .guest {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 12px;
    max-inline-size: 22em;
    margin: auto;
    padding: 24px;
    overflow-y: auto;
    color: var(--_muted);
    text-align: center;
    text-wrap: balance;
    animation: fade 0.3s;
  }
  .blank .avatar,
  .guest .avatar {
    align-self: center;
    inline-size: 64px;
    block-size: 64px;
    font-size: 1.25em;
  }
  .title {
    color: var(--_text);
    font-size: 1.1875em;
    font-weight: 600;
  }
  .guest {
    align-items: stretch;
    inline-size: 100%;
  }
  .guest label {
    display: grid;
    gap: 6px;
    margin-block-start: 8px;
    color: var(--_text);
    font-size: 0.875em;
    text-align: start;
  }
  .guest input,
  textarea {
    font: inherit;
    font-size: max(16px, 1rem);
    color: inherit;
    background: none;
  }
  .guest input {
    padding: 11px 14px;
    border: 1px solid var(--_line);
    border-radius: min(12px, var(--_radius));
  }
  .skeleton {
    flex: 1;
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    gap: 10px;
    padding: 18px;
    overflow: hidden;
    animation: pulse 1.6s infinite;
  }
  .skeleton i {
    flex: none;
    inline-size: 56%;
    block-size: 38px;
    border-radius: var(--_radius);
    background: var(--_bubble);
  }
  .skeleton i:nth-of-type(2n) {
    inline-size: 40%;
  }
  .skeleton i:nth-of-type(3n) {
    inline-size: 64%;
    align-self: flex-end;
  }
  .composer {
    padding: 10px 14px 14px;
  }
  .hint {
    padding: 0 6px 8px;
    font-size: 0.8125em;
  }
  .hint:not(.bad) {
    color: var(--_muted);
  }
  .field {
    display: flex;
    align-items: flex-end;
    gap: 6px;
    padding: 5px;
    border: 1px solid var(--_line);
    border-radius: 24px;
    background: var(--_surface);
    transition: border-color 0.15s;
  }
  .field:focus-within,
  .guest input:focus {
    border-color: var(--_accent);
    outline: 1px solid var(--_accent);
    outline-offset: 0;
  }
  .grow {
    flex: 1;
    display: grid;
    min-inline-size: 0;
    max-block-size: calc(6lh + 14px);
    font-size: max(16px, 1rem);
    line-height: 1.4;
    overflow: hidden;
  }
  .grow::after,
  textarea {
    grid-area: 1 / 1;
    min-inline-size: 0;
    max-block-size: inherit;
    margin: 0;
    padding: 6px 4px 6px 12px;
    padding-block: 7px;
    padding-inline: 13px 4px;
    border: 0;
    line-height: inherit;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .grow::after {
    content: attr(data-text) " ";
    visibility: hidden;
  }
  textarea {
    resize: none;
    outline: none;
    overflow-y: auto;
    scrollbar-width: thin;
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .send {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .send[disabled] {
    background: var(--_bubble);
    color: var(--_muted);
    cursor: default;
    filter: none;
  }
  .send:not([disabled]):active {
    transform: scale(0.92);
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(6px);
    }
  }
  @keyframes fade {
    from {
      opacity: 0;
    }
  }
  @keyframes pulse {
    50% {
      opacity: 0.55;
    }
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @keyframes dot {
    0%,
    60%,
    100% {
      transform: none;
      opacity: 0.5;
    }
    30% {
      transform: translateY(-4px);
      opacity: 1;
    }
  }
`;
