import type { ReactiveController, ReactiveElement } from 'lit';

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * Owns: which point of each picture the Tab key comes to, the arrows from one to the next, and the line that says the one looked at. The host
 * owns what is drawn: `.picture` with its `.mark`s, each with `data-row` and `data-column`, and `.readout` beside it.
 */
export class PointsController implements ReactiveController {
  readonly #host: ReactiveElement;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Points come and go with the figures; one of them can always be reached. */
  hostUpdated(): void {
    for (const picture of this.#host.renderRoot.querySelectorAll('svg.picture')) {
      const marks = [...picture.querySelectorAll('.mark')];
      const current = marks.find((mark) => mark.getAttribute('tabindex') === '0') ?? marks[0];
      for (const mark of marks) mark.setAttribute('tabindex', mark === current ? '0' : '-1');
    }
  }

  readonly onKey = (event: KeyboardEvent): void => {
    const from = markOf(event);
    const to = from && this.#next(from, event.key);
    if (!to) return;
    event.preventDefault();
    to.focus();
  };

  readonly onFocus = (event: FocusEvent): void => {
    const mark = markOf(event);
    if (!mark) return;
    mark.ownerSVGElement?.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
    mark.setAttribute('tabindex', '0');
    say(mark);
  };

  readonly onPoint = (event: PointerEvent): void => {
    const mark = markOf(event);
    if (mark) say(mark);
  };

  #next(from: SVGElement, key: string): SVGElement | undefined {
    const picture = from.ownerSVGElement;
    if (!picture) return undefined;
    const marks = [...picture.querySelectorAll<SVGElement>('.mark')];
    if (key === 'Home') return marks[0];
    if (key === 'End') return marks.at(-1);
    const step = STEPS[key];
    if (!step) return undefined;
    const [row, column] = placeOf(from);
    // A year does not begin on a Monday: what is not there is stepped over.
    const ahead = marks
      .map((mark) => ({ mark, place: placeOf(mark) }))
      .filter(({ place: [atRow, atColumn] }) =>
        step[0] === 0
          ? atRow === row && Math.sign(atColumn - column) === step[1]
          : atColumn === column && Math.sign(atRow - row) === step[0],
      )
      .sort((one, other) => distance(one.place, [row, column]) - distance(other.place, [row, column]));
    return ahead[0]?.mark;
  }
}

function markOf(event: Event): SVGElement | undefined {
  const mark = (event.target as Element | null)?.closest('.mark');
  return mark instanceof SVGElement ? mark : undefined;
}

function placeOf({ dataset }: SVGElement): [row: number, column: number] {
  return [Number(dataset['row']), Number(dataset['column'])];
}

function distance(one: readonly [number, number], other: readonly [number, number]): number {
  return Math.abs(one[0] - other[0]) + Math.abs(one[1] - other[1]);
}

/** For the eye: whoever listens has heard the name of the point already. */
function say(mark: SVGElement): void {
  const picture = mark.ownerSVGElement;
  picture?.querySelector('.mark.current')?.classList.remove('current');
  mark.classList.add('current');
  const line = picture?.parentElement?.querySelector('.readout');
  if (line) line.textContent = mark.getAttribute('aria-label');
}
