import { css } from 'lit';

export const styles = css`
  .rich {
    overflow-wrap: anywhere;
  }
  .rich:has(> :is(div, p, ul, ol, dl, table, blockquote, pre, section, figure)),
  p > .rich {
    display: block;
  }
  .prefix .rich,
  :is(.label, legend, summary) .rich,
  :is(.label, legend, summary) .rich > :is(p, div):last-child {
    display: inline;
  }
  .rich :is(p, ul, ol, dl, table, blockquote, pre, figure):not(:last-child) {
    margin-block-end: 0.6em;
  }
  .rich :is(h1, h2, h3, h4, h5, h6) {
    margin: 0 0 0.3em;
    font-size: 1.1em;
    line-height: 1.3;
    font-weight: 650;
  }
  .rich ul {
    list-style: disc;
  }
  .rich :is(ul, ol) {
    margin-block: 0;
    padding-inline-start: 1.4em;
  }
  .rich dd {
    padding-inline-start: 1.4em;
  }
  .rich blockquote {
    margin-inline: 0;
    padding-inline-start: 0.9em;
    border-inline-start: 3px solid var(--line);
  }
  .rich pre {
    margin: 0;
    overflow: auto;
  }
  .rich img {
    max-inline-size: 100%;
    block-size: auto;
    vertical-align: middle;
  }
  .rich table {
    border-collapse: collapse;
    max-inline-size: 100%;
  }
  .rich :is(th, td) {
    padding: 0.3em 0.6em;
    border: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }
`;
