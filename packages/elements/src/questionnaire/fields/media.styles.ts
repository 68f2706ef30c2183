import { css } from 'lit';

export const styles = css`
  .medium {
    display: block;
    max-inline-size: 100%;
  }
  img.medium,
  video.medium {
    inline-size: auto;
    block-size: auto;
    max-block-size: 24em;
    border-radius: calc(var(--radius) * 0.6);
  }
  audio.medium {
    inline-size: min(100%, 24em);
  }
  .option .medium {
    max-block-size: 10em;
    margin-block-end: 0.3em;
  }
  .popup .medium {
    inline-size: 2.5em;
    max-block-size: 2.5em;
    object-fit: contain;
  }
`;
