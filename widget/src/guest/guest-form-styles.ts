import { css } from "lit";

export const guestFormStyles = css`
  .guest {
    align-items: stretch;
    inline-size: 100%;
  }
  .guest:has(.discussed) .avatar {
    display: none;
  }
  @media (max-height: 480px) {
    .guest .avatar {
      display: none;
    }
  }
  .guest .discussed {
    color: var(--_text);
  }
  .guest label {
    display: grid;
    gap: 6px;
    margin-block-start: 4px;
    color: var(--_text);
    font-size: 0.875em;
    font-weight: 500;
    text-align: start;
  }
  .guest input {
    min-inline-size: 0;
    padding: 11px 14px;
    border: 1px solid var(--_line);
    border-radius: min(12px, var(--_radius));
    font-weight: 400;
  }
  .guest input[aria-invalid="true"] {
    border-color: var(--_danger);
    outline-color: var(--_danger);
  }
  .guest .hint {
    margin-block-start: -6px;
    padding: 0 2px;
    text-align: start;
    text-wrap: pretty;
  }
  .guest .problem {
    display: none;
  }
  .guest label:has([aria-invalid="true"]) + .problem {
    display: block;
  }
  .guest .primary {
    margin-block-start: 6px;
  }
`;
