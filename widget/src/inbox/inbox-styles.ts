import { css } from "lit";
import { conversationRowStyles } from "./conversation-row-styles.js";

/** The list and the two panes, which follow the element's own width. */
export const inboxStyles = css`
  :host([mode="inbox"]) > .panel {
    container: inbox / inline-size;
  }
  .inbox {
    position: relative;
    display: flex;
    flex: 1;
    min-block-size: 0;
    overflow: hidden;
    /* What is hidden can still be scrolled to, by a focus on what waits at the side. */
    overflow: clip;
  }
  .all,
  .pane {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    background: var(--_surface);
    transition:
      transform 0.24s cubic-bezier(0.2, 0.8, 0.2, 1),
      visibility 0.24s;
  }
  .pane {
    visibility: hidden;
    transform: translateX(100%);
  }
  .pane:dir(rtl) {
    transform: translateX(-100%);
  }
  .inbox[data-open] .pane {
    visibility: visible;
    transform: none;
  }
  .inbox[data-open] .all {
    visibility: hidden;
    transform: translateX(-24%);
  }
  .inbox[data-open] .all:dir(rtl) {
    transform: translateX(24%);
  }
  .all .header {
    border-block-end: 0;
    padding-block-end: 8px;
  }
  .all .header .title {
    flex: 1;
    font-size: 1.375em;
    letter-spacing: -0.01em;
  }
  .back {
    margin-inline: -8px -4px;
  }
  .back .icon:dir(rtl) {
    transform: scaleX(-1);
  }
  .search {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 2px 14px 10px;
    padding-inline: 12px 5px;
    border: 1px solid transparent;
    border-radius: 22px;
    background: var(--_bubble);
    color: var(--_muted);
  }
  .search:focus-within {
    border-color: var(--_accent);
    outline: 1px solid var(--_accent);
  }
  .search > .icon {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
  }
  .search input {
    flex: 1;
    min-inline-size: 0;
    block-size: 42px;
    border: 0;
    padding: 0;
    background: none;
    color: var(--_text);
    font: inherit;
    font-size: max(16px, 0.9375em);
    text-overflow: ellipsis;
    outline: none;
  }
  .search .close {
    inline-size: 32px;
    block-size: 32px;
  }
  .search .spinner {
    flex: none;
    margin-inline-end: 6px;
  }
  .rows {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
    overflow: hidden auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    padding-inline: 8px;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
    outline: none;
  }
  .rows ul {
    flex: none;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  ${conversationRowStyles}
  .missing {
    padding: 10px;
    color: var(--_muted);
    font-size: 0.8125em;
  }
  .coming {
    display: grid;
    gap: 6px;
    padding: 8px 18px;
    animation: pulse 1.6s infinite;
  }
  .coming i {
    block-size: 62px;
    border-radius: 14px;
    background:
      linear-gradient(var(--_bubble), var(--_bubble)) 58px 14px / 40% 12px no-repeat,
      linear-gradient(var(--_bubble), var(--_bubble)) 58px 36px / 64% 10px no-repeat,
      radial-gradient(circle at 23px 31px, var(--_bubble) 22px, transparent 23px);
  }
  @container inbox (min-width: 700px) {
    .all,
    .pane {
      position: static;
      transition: none;
    }
    .all,
    .inbox[data-open] .all,
    .inbox[data-open] .all:dir(rtl) {
      flex: none;
      inline-size: clamp(280px, 32%, 400px);
      border-inline-end: 1px solid var(--_line);
      visibility: visible;
      transform: none;
    }
    .pane,
    .pane:dir(rtl) {
      flex: 1;
      visibility: visible;
      transform: none;
    }
    .back {
      display: none;
    }
    .pane .content,
    .pane .composer {
      inline-size: 100%;
      max-inline-size: 920px;
      margin-inline: auto;
    }
  }
`;
