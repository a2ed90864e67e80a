import { css } from "lit";

/** Where one writes, and what stands in for a thread. */
export const composer = css`
  .blank {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: calc(var(--_space) * 3);
    max-inline-size: 22em;
    margin: auto;
    padding: calc(var(--_space) * 6);
    overflow-y: auto;
    color: var(--_muted);
    text-align: center;
    text-wrap: balance;
    animation: fade 0.3s;
  }
  .blank .avatar {
    align-self: center;
    inline-size: 3.2em;
    block-size: 3.2em;
    font-size: 1.25em;
  }
  .title {
    color: var(--_text);
    font-size: 1.1875em;
    font-weight: 600;
  }
  .guest input,
  textarea {
    font: inherit;
    font-size: max(16px, 1em);
    color: inherit;
    background: none;
  }
  .skeleton {
    flex: 1;
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    gap: 10px;
    padding: calc(var(--_space) * 4.5);
    overflow: hidden;
    animation: pulse 1.6s infinite;
  }
  .skeleton i {
    flex: none;
    border: 1px solid transparent;
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
    position: relative;
    padding: calc(var(--_space) * 2.5) calc(var(--_space) * 3.5) calc(var(--_space) * 3.5);
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
    font-size: max(16px, 1em);
    line-height: 1.4;
    overflow: hidden;
  }
  .grow::after,
  textarea {
    grid-area: 1 / 1;
    min-inline-size: 0;
    max-block-size: inherit;
    margin: 0;
    padding-block: 7px;
    padding-inline: 2px 4px;
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
  :placeholder-shown {
    direction: inherit;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
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
    box-shadow: none;
  }
  .send:not([disabled]):active {
    transform: scale(0.92);
  }
`;
