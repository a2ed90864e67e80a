import { css } from "lit";

export const reportDialogStyles = css`
  dialog.report:modal {
    box-sizing: border-box;
    inline-size: min(26em, 100% - 32px);
    block-size: fit-content;
    max-block-size: calc(100dvh - 32px);
    margin: auto;
    padding: calc(var(--_space) * 5);
    overflow-y: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
  }
  .report::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
  .report,
  .report form {
    gap: calc(var(--_space) * 3);
  }
  .report[open],
  .report form {
    display: grid;
  }
  .report :is(p, h2) {
    margin: 0;
    text-wrap: pretty;
  }
  .report fieldset {
    display: grid;
    gap: 8px;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .report legend {
    margin-block-end: 8px;
    padding: 0;
    font-weight: 600;
  }
  .report fieldset label {
    display: flex;
    align-items: baseline;
    gap: 10px;
  }
  .report input {
    flex: none;
    inline-size: 1em;
    block-size: 1em;
    margin: 0;
    accent-color: var(--_accent);
  }
  .report .note {
    display: grid;
    gap: 6px;
  }
  .report textarea {
    box-sizing: border-box;
    grid-area: auto;
    inline-size: 100%;
    padding: 9px 12px;
    border: 1px solid var(--_line);
    border-radius: min(12px, var(--_radius));
    resize: vertical;
  }
  .report textarea:focus {
    border-color: var(--_accent);
    outline: 1px solid var(--_accent);
  }
  .report .choice {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    align-items: center;
    gap: calc(var(--_space) * 3);
  }
`;
