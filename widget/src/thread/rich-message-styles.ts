import { css } from "lit";

export const richMessageStyles = css`
  .bubble a {
    color: inherit;
    text-underline-offset: 2px;
  }
  /* The border is a theme's; without one the picture begins where other messages do. */
  .bubble:has(.image) {
    margin: -1px;
    background-clip: padding-box;
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
  a[aria-busy] {
    cursor: progress;
    animation: pulse 1.6s infinite;
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
    text-wrap: balance;
  }
  .image:has(img:not([hidden])) .broken {
    visibility: hidden;
  }
  .file {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: calc(var(--_space) * 2.5) calc(var(--_space) * 3.5);
    overflow-wrap: anywhere;
  }
  .file .icon {
    flex: none;
  }
  .about {
    display: flex;
    align-items: center;
    gap: 10px;
    min-inline-size: 0;
    padding: 6px;
    color: inherit;
    font-size: 0.875em;
    font-weight: 500;
    line-height: 1.3;
    text-decoration: none;
  }
  .about:hover bdi {
    text-decoration: underline;
  }
  .thumb {
    flex: none;
    inline-size: 52px;
    block-size: 52px;
    overflow: hidden;
    border-radius: min(10px, var(--_radius));
    background: var(--_line);
  }
  .thumb img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .about bdi {
    display: -webkit-box;
    text-align: start;
    overflow: hidden;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .discussed {
    display: flex;
    align-items: center;
    gap: 6px;
    margin-block-end: 8px;
    padding-inline-end: 8px;
    border: 1px solid var(--_line);
    border-radius: min(16px, var(--_radius));
    animation: rise 0.2s;
  }
  .discussed .about {
    flex: 1;
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
    text-wrap: balance;
  }
`;
