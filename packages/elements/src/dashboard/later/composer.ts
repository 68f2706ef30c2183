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
import { notice } from '../../ui/flow/notice.ts';
import { overtaken } from '../../ui/flow/overtaken.ts';
import { html } from '../../ui/html.ts';
import { writeTile, type Board, type Tile } from '../shared/boards.ts';
import type { Desk } from '../shared/desk.ts';
import { changesOf, refusalOf, sayFailure, type Refusal } from './refusal.ts';
import { firstSplits, nameOfSplit, secondSplits, splitsOf } from './splits.ts';

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
  /** What it is to be split by; empty for what suits the view. */
  #by: readonly string[] = [];
  #faults: readonly FieldFault[] = [];
  #refusal: Refusal | undefined;
  #failure: unknown;
  #isBusy = false;
  /** Asked whether the board is to be deleted. */
  #isDeleting = false;
  #isTyping = false;

  constructor(before: Board | undefined, { opened, shown }: Desk) {
    this.#before = before;
    this.#id = before?.id ?? `board-${crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36)}`;
    // A new board begins with what is looked at.
    this.#name = shown.board?.name ?? '';
    this.#tiles = shown.tiles.slice(0, MOST_TILES);
    this.#indicator = opened.registry.indicators[0]?.id ?? '';
  }

  get isTyping(): boolean {
    return this.#isTyping;
  }

  /** Whether it is on its way, and may come back. */
  get isBusy(): boolean {
    return this.#isBusy;
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
    return notice(
      'deleting',
      t.deleteSure(this.#before?.name ?? '', desk.boards.isServer),
      html`<div class="actions">
        ${button(t.deleteNow, () => this.#delete(desk), 'danger')} ${button(t.keepIt, () => this.#ask(desk, false))}
      </div>`,
    );
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
    switch (refusal?.code) {
      case 'board-changed':
        return this.#drawChanged(desk, refusal.theirs);
      case 'board-gone':
        return overtaken(
          { title: t.boardGone, text: t.boardGoneText },
          button(t.keepAnew, () => this.#keepOver(desk, undefined), 'primary'),
        );
      case 'boards-full':
        return notice('overtaken', t.boardsFull);
      default:
        return nothing;
    }
  }

  #drawChanged(desk: Desk, theirs: Board): TemplateResult {
    const { t } = desk;
    return overtaken(
      {
        title: t.boardChanged,
        text: t.boardChangedText,
        changes: changesOf(t, this.#before, theirs, (tile) => this.#sayTile(desk, tile)),
      },
      button(t.keepMine, () => this.#keepOver(desk, theirs), 'primary'),
      button(t.takeTheirs, () => this.#take(desk, theirs)),
    );
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
    this.#isTyping = false;
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
        this.#isTyping = true;
        draw();
      },
    });
  }

  #faultOf(id: string): string | undefined {
    return this.#faults.find((fault) => fault.id === id)?.text;
  }

  #drawChoice(desk: Desk): TemplateResult {
    const { t, opened, draw } = desk;
    const options = opened.registry.indicators.map((one) => ({ value: one.id, text: this.#nameOf(desk, one) }));
    const choose = (change: () => void) => {
      change();
      const definition = this.#definitionOf(desk, this.#indicator);
      this.#by = definition ? splitsOf(this.#view, definition, this.#by) : [];
      this.#faults = [];
      draw();
    };
    return html`<div class="toolbar">
        ${selectField(t, {
          id: 'added',
          label: t.addFigure,
          options,
          chosen: this.#indicator,
          fault: this.#faultOf('added'),
          choose: (value) => choose(() => (this.#indicator = value)),
        })}
        ${selectField(t, {
          id: 'added-view',
          label: t.addView,
          options: VIEWS.map((value) => ({ value, text: t.views[value] })),
          chosen: this.#view,
          choose: (value) => choose(() => (this.#view = value as IndicatorView)),
        })}
        ${this.#drawSplits(desk, (by) => choose(() => (this.#by = by)))}
      </div>
      <div class="actions">${button(t.add, () => this.#add(desk))}</div>`;
  }

  /** By what it is split, and by what else: nothing that could not be answered. */
  #drawSplits(desk: Desk, change: (by: readonly string[]) => unknown): TemplateResult | typeof nothing {
    const { t, language } = desk;
    const definition = this.#definitionOf(desk, this.#indicator);
    if (!definition || definition.source === 'notMeasured') return nothing;
    const [first, second] = this.#by;
    const firsts = firstSplits(this.#view, definition);
    const seconds = first === undefined ? [] : secondSplits(this.#view, definition, first);
    const optionsOf = (splits: readonly FigureSplit[]) =>
      splits.map((value) => ({ value, text: nameOfSplit(value, language) }));
    return html`${
      firsts.length === 0
        ? nothing
        : selectField(t, {
            id: 'added-by',
            label: t.addBy,
            none: t.addByUsual,
            options: optionsOf(firsts),
            chosen: first,
            choose: (value) => change(value ? [value] : []),
          })
    }
    ${
      first === undefined || seconds.length === 0
        ? nothing
        : selectField(t, {
            id: 'added-and',
            label: t.addAnd,
            ...(this.#view !== 'heatmap' && { none: t.addAndNone }),
            options: optionsOf(seconds),
            chosen: second,
            choose: (value) => change(value ? [first, value] : [first]),
          })
    }`;
  }

  #add(desk: Desk): void {
    const { t, draw, say } = desk;
    const by = this.#by as FigureSplit[];
    const tile: Tile = { indicator: this.#indicator, view: this.#view, ...(by.length > 0 && { by: [...by] }) };
    const isThere = this.#tiles.some((one) => writeTile(one) === writeTile(tile));
    const isFull = this.#tiles.length >= MOST_TILES;
    const fault = isThere ? t.boardHasTile : isFull ? t.boardTilesFull(MOST_TILES) : undefined;
    this.#faults = fault === undefined ? [] : [{ id: 'added', text: fault }];
    if (fault !== undefined) return draw('summary');
    this.#change([...this.#tiles, tile]);
    say(t.added(this.#sayTile(desk, tile)));
    draw();
  }

  #definitionOf({ opened }: Desk, indicator: string): IndicatorDefinition | undefined {
    return opened.registry.indicators.find(({ id }) => id === indicator);
  }

  #change(tiles: readonly Tile[]): void {
    this.#tiles = tiles;
    this.#isTyping = true;
  }

  #nameOf({ t, language }: Desk, { id, label, source }: IndicatorDefinition): string {
    const name = `${id}\u00a0· ${label[language]}`;
    return source === 'notMeasured' ? `${name} (${t.notMeasured})` : name;
  }

  #sayTile(desk: Desk, { indicator, view = 'number', by = [] }: Tile): string {
    const { t, language } = desk;
    const definition = this.#definitionOf(desk, indicator);
    const name = definition ? this.#nameOf(desk, definition) : `${indicator} (${t.notKnown})`;
    return [name, t.views[view].toLowerCase(), ...by.map((split) => nameOfSplit(split, language).toLowerCase())].join(
      ', ',
    );
  }

  #drawTiles(desk: Desk): TemplateResult {
    const { t, draw } = desk;
    // What was pressed stands beside another figure then, or nowhere: the focus goes with the figure, or to the one in its place.
    const move = (place: number, step: number) => () => {
      const tiles = [...this.#tiles];
      const [tile] = tiles.splice(place, 1);
      if (tile) tiles.splice(place + step, 0, tile);
      this.#change(tiles);
      draw(`tile-${place + step}`);
    };
    const remove = (place: number) => () => {
      this.#change(this.#tiles.filter((_, at) => at !== place));
      draw(this.#tiles.length > 0 ? `tile-${Math.min(place, this.#tiles.length - 1)}` : 'board-figures');
    };
    return html`<h3 id="board-figures" tabindex="-1">${t.boardFigures}</h3>
      ${this.#tiles.length ? nothing : html`<p class="quiet">${t.boardNone}</p>`}
      <ol class="board-rows" role="list">
        ${this.#tiles.map((tile, place) => {
          const name = this.#sayTile(desk, tile);
          return html`<li id="tile-${place}" tabindex="-1">
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
  async #do({ t, draw, say, raise }: Desk, work: () => Promise<void>): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#refusal = this.#failure = undefined;
    say(t.keeping);
    try {
      await work();
      this.#isTyping = false;
    } catch (error) {
      this.#isDeleting = false;
      this.#refusal = refusalOf(error);
      // Somebody may have closed the dialog meanwhile, and would take it for kept.
      raise();
      if (this.#refusal?.code === 'board-name-taken') {
        this.#refusal = undefined;
        this.#faults = [{ id: 'board-name', text: t.boardNameTaken }];
        draw('summary');
      } else if (this.#refusal) draw('overtaken');
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
