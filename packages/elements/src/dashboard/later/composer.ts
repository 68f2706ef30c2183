import {
  cleanBoardName,
  LONGEST_BOARD_NAME,
  MOST_TILES,
  type FigureSplit,
  type IndicatorDefinition,
} from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { VIEWS, type IndicatorView } from '../../indicator/index.ts';
import type { DialogContent } from '../../ui/dialog/dialog-controller.ts';
import { selectField } from '../../ui/fields/chosen.ts';
import { form, type FieldFault } from '../../ui/fields/form.ts';
import { textField } from '../../ui/fields/typed.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import { writeTile, type Board, type Tile } from '../shared/boards.ts';
import type { Desk } from '../shared/desk.ts';
import { changesOf, refusalOf, sayFailure, type Refusal } from './refusal.ts';

/** A board being made: its name, and figures in an order. What is chosen stays until it is kept, whatever keeps it from being. */
export class Composer {
  /** What it is made from; `undefined` for a new one. */
  #before: Board | undefined;
  /** Of a new one the same at each try, so that it is kept once when an answer is lost. */
  readonly #id: string;
  #name: string;
  #tiles: readonly Tile[];
  #indicator: string;
  #view: IndicatorView = 'number';
  #faults: readonly FieldFault[] = [];
  #refusal: Refusal | undefined;
  #failure: unknown;
  #isBusy = false;
  /** Asked whether the board is to be deleted. */
  #isDeleting = false;
  isTyping = false;

  constructor(before: Board | undefined, { opened, shown }: Desk) {
    this.#before = before;
    this.#id = before?.id ?? `board-${crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36)}`;
    // A new board begins with what is looked at.
    this.#name = shown.board?.name ?? '';
    this.#tiles = shown.tiles.slice(0, MOST_TILES);
    this.#indicator = opened.registry.indicators[0]?.id ?? '';
  }

  draw(desk: Desk): DialogContent {
    const { t, boards } = desk;
    return {
      title: this.#before ? t.editBoard : t.boardTitle,
      content: html`${boards.mayKeep && boards.isServer ? html`<p class="quiet">${t.boardForAll}</p>` : nothing}
      ${boards.mayKeep ? nothing : html`<p class="quiet">${t.boardNotKept}</p>`} ${this.#drawRefusal(desk)}
      ${form(t, this.#faults, html`${this.#drawName(desk)} ${this.#drawChoice(desk)} ${this.#drawTiles(desk)}`, () =>
        this.#submit(desk),
      )}
      ${this.#isDeleting ? this.#drawDeleting(desk) : nothing}`,
      actions: this.#isDeleting ? nothing : this.#drawActions(desk),
    };
  }

  #drawActions(desk: Desk): TemplateResult {
    const { t, boards, look } = desk;
    const isNew = this.#before === undefined;
    const show = () => this.#check(desk, false) && look(cleanBoardName(this.#name), this.#tiles);
    return html`${boards.mayKeep ? button(t.save, () => this.#save(desk), 'primary') : nothing}
    ${isNew ? button(boards.mayKeep ? t.showUnkept : t.showBoard, show, boards.mayKeep ? '' : 'primary') : nothing}
    ${isNew || !boards.mayKeep ? nothing : button(t.deleteBoard, () => this.#ask(desk, true), 'danger')}`;
  }

  /** By Enter, as by the main button. */
  #submit(desk: Desk): unknown {
    if (desk.boards.mayKeep) return this.#save(desk);
    return this.#check(desk, false) && desk.look(cleanBoardName(this.#name), this.#tiles);
  }

  #drawDeleting(desk: Desk): TemplateResult {
    const { t } = desk;
    return html`<div
      class="notice stack"
      part="notice"
      id="deleting"
      tabindex="-1"
      role="group"
      aria-labelledby="deleting-title"
    >
      <p id="deleting-title">${t.deleteSure(this.#before?.name ?? '', desk.boards.isServer)}</p>
      <div class="actions">
        ${button(t.deleteNow, () => this.#delete(desk), 'danger')} ${button(t.keepIt, () => this.#ask(desk, false))}
      </div>
    </div>`;
  }

  #ask({ draw }: Desk, isDeleting: boolean): void {
    this.#isDeleting = isDeleting;
    draw(isDeleting ? 'deleting' : 'dialog-title');
  }

  #drawRefusal(desk: Desk): TemplateResult | typeof nothing {
    const { t } = desk;
    const refusal = this.#refusal;
    if (this.#failure !== undefined)
      return html`<p class="notice" role="alert" part="notice" id="failure" tabindex="-1">
        ${sayFailure(t, this.#failure)}
      </p>`;
    if (refusal === undefined) return nothing;
    return html`<div
      class="notice stack"
      part="notice"
      id="refusal"
      tabindex="-1"
      role="group"
      aria-labelledby="refusal-title"
    >
      ${refusal.code === 'board-changed' ? this.#drawChanged(desk, refusal.theirs) : nothing}
      ${
        refusal.code === 'board-gone'
          ? html`<p id="refusal-title"><strong>${t.boardGone}</strong> ${t.boardGoneText}</p>
              <div class="actions">${button(t.keepAnew, () => this.#keepOver(desk, undefined), 'primary')}</div>`
          : nothing
      }
      ${refusal.code === 'boards-full' ? html`<p id="refusal-title">${t.boardsFull}</p>` : nothing}
    </div>`;
  }

  #drawChanged(desk: Desk, theirs: Board): TemplateResult {
    const { t } = desk;
    return html`<p id="refusal-title"><strong>${t.boardChanged}</strong> ${t.boardChangedText}</p>
      <ul>
        ${changesOf(t, this.#before, theirs, (tile) => this.#sayTile(desk, tile)).map((text) => html`<li>${text}</li>`)}
      </ul>
      <div class="actions">
        ${button(t.keepMine, () => this.#keepOver(desk, theirs), 'primary')}
        ${button(t.takeTheirs, () => this.#take(desk, theirs))}
      </div>`;
  }

  /** In the place of what others have made of it. */
  #keepOver(desk: Desk, before: Board | undefined): unknown {
    this.#before = before;
    this.#refusal = undefined;
    return this.#save(desk);
  }

  #take({ draw }: Desk, theirs: Board): void {
    this.#before = theirs;
    this.#refusal = undefined;
    this.#name = theirs.name;
    this.#tiles = theirs.tiles;
    draw('dialog-title');
  }

  #drawName({ t, draw }: Desk): TemplateResult {
    return textField(t, {
      id: 'board-name',
      label: t.boardName,
      value: this.#name,
      longest: LONGEST_BOARD_NAME,
      need: 'required',
      fault: this.#faultOf('board-name'),
      clean: cleanBoardName,
      type: (value) => {
        this.#name = value;
        this.isTyping = true;
        draw();
      },
    });
  }

  #faultOf(id: string): string | undefined {
    return this.#faults.find((fault) => fault.id === id)?.text;
  }

  #drawChoice(desk: Desk): TemplateResult {
    const { t, language, opened, draw } = desk;
    const options = opened.registry.indicators.map((one) => ({ value: one.id, text: this.#nameOf(desk, one) }));
    return html`<div class="toolbar">
      ${selectField(t, {
        id: 'added',
        label: t.addFigure,
        options,
        chosen: this.#indicator,
        fault: this.#faultOf('added'),
        choose: (value) => {
          this.#indicator = value;
          draw();
        },
      })}
      ${selectField(t, {
        id: 'added-view',
        label: t.addView,
        options: VIEWS.map((value) => ({ value, text: t.views[value] })),
        chosen: this.#view,
        choose: (value) => {
          this.#view = value as IndicatorView;
          draw();
        },
      })}
      ${button(t.add, () => {
        const tile = { indicator: this.#indicator, view: this.#view };
        const isThere = this.#tiles.some((one) => writeTile(one) === writeTile(tile));
        const isFull = !isThere && this.#tiles.length >= MOST_TILES;
        this.#faults = isFull ? [{ id: 'added', text: t.boardTilesFull(MOST_TILES) }] : [];
        if (isFull) return draw();
        if (!isThere) this.#change([...this.#tiles, tile]);
        const added = opened.registry.indicators.find(({ id }) => id === tile.indicator);
        desk.say(`${t.add}\u00a0: ${added?.label[language] ?? tile.indicator}`);
        draw();
      })}
    </div>`;
  }

  #change(tiles: readonly Tile[]): void {
    this.#tiles = tiles;
    this.isTyping = true;
  }

  #nameOf({ t, language }: Desk, { id, label, source }: IndicatorDefinition): string {
    const name = `${id}\u00a0· ${label[language]}`;
    return source === 'notMeasured' ? `${name} (${t.notMeasured})` : name;
  }

  #sayTile(desk: Desk, { indicator, view = 'number', by = [] }: Tile): string {
    const { t, opened } = desk;
    const definition = opened.registry.indicators.find(({ id }) => id === indicator);
    const name = definition ? this.#nameOf(desk, definition) : `${indicator} (${t.notKnown})`;
    return [name, t.views[view].toLowerCase(), ...by.map((split) => sayPart(t, split))].join(', ');
  }

  #drawTiles(desk: Desk): TemplateResult {
    const { t, draw } = desk;
    const move = (place: number, step: number) => () => {
      const tiles = [...this.#tiles];
      const [tile] = tiles.splice(place, 1);
      if (tile) tiles.splice(place + step, 0, tile);
      this.#change(tiles);
      draw();
    };
    const remove = (place: number) => () => {
      this.#change(this.#tiles.filter((_, at) => at !== place));
      draw();
    };
    return html`<h3>${t.boardFigures}</h3>
      ${this.#tiles.length ? nothing : html`<p class="quiet">${t.boardNone}</p>`}
      <ol class="board-rows" role="list">
        ${this.#tiles.map((tile, place) => {
          const name = this.#sayTile(desk, tile);
          return html`<li>
            <span>${name}</span>
            <span class="actions"
              >${place > 0 ? button(t.earlier, move(place, -1), '', name) : nothing}
              ${place < this.#tiles.length - 1 ? button(t.later, move(place, 1), '', name) : nothing}
              ${button(t.remove, remove(place), '', name)}</span
            >
          </li>`;
        })}
      </ol>`;
  }

  /** @param isKept a board that nobody keeps needs no name */
  #check({ t, draw }: Desk, isKept: boolean): boolean {
    this.#name = cleanBoardName(this.#name);
    this.#faults = [
      ...(this.#name || !isKept ? [] : [{ id: 'board-name', text: t.boardNameFault }]),
      ...(this.#tiles.length ? [] : [{ id: 'added', text: t.boardEmptyFault }]),
    ];
    if (this.#faults.length > 0) draw('summary');
    return this.#faults.length === 0;
  }

  #save(desk: Desk): Promise<void> | undefined {
    if (!this.#check(desk, true)) return undefined;
    const board = { id: this.#id, name: this.#name, tiles: [...this.#tiles] };
    return this.#do(desk, async () => {
      await desk.boards.put(board, this.#before);
      desk.open(board);
      desk.say(desk.t.boardKept(board.name));
    });
  }

  #delete(desk: Desk): Promise<void> | undefined {
    const before = this.#before;
    return (
      before &&
      this.#do(desk, async () => {
        await desk.boards.drop(before);
        desk.leave();
        desk.say(desk.t.boardDeleted(before.name));
      })
    );
  }

  /** One thing at a time: its buttons are pressed twice by whoever waits. */
  async #do({ t, draw, say }: Desk, work: () => Promise<void>): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#refusal = this.#failure = undefined;
    say(t.keeping);
    try {
      await work();
      this.isTyping = false;
    } catch (error) {
      this.#isDeleting = false;
      this.#refusal = refusalOf(error);
      if (this.#refusal?.code === 'board-name-taken') {
        this.#refusal = undefined;
        this.#faults = [{ id: 'board-name', text: t.boardNameTaken }];
        draw('summary');
      } else if (this.#refusal) draw('refusal');
      else {
        this.#failure = error;
        // What was pressed may be gone, as the question whether to delete is.
        draw('failure');
      }
    } finally {
      this.#isBusy = false;
      draw();
    }
  }
}

function sayPart({ dimensions }: Desk['t'], split: FigureSplit): string {
  return (dimensions[split] ?? split).toLowerCase();
}
