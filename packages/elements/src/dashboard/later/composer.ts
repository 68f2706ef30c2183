import type { IndicatorDefinition } from '@relais/sdk';
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

/** A board being made: its name, and figures in an order. */
export class Composer {
  readonly #before: Board | undefined;
  #name: string;
  #tiles: readonly Tile[];
  #indicator: string;
  #view: IndicatorView = 'number';
  #faults: readonly FieldFault[] = [];

  constructor(before: Board | undefined, { opened, tiles }: Desk) {
    this.#before = before;
    this.#name = before?.name ?? '';
    // A new board begins with what is looked at.
    this.#tiles = before?.tiles ?? tiles;
    this.#indicator = opened.registry.indicators[0]?.id ?? '';
  }

  draw(desk: Desk): DialogContent {
    const { t, draw } = desk;
    const before = this.#before;
    const isKept = before !== undefined && before.id !== 'other';
    return {
      title: before ? t.editBoard : t.boardTitle,
      content: form(
        t,
        this.#faults,
        html`${textField(t, {
          id: 'board-name',
          label: t.boardName,
          value: this.#name,
          longest: 60,
          need: 'required',
          fault: this.#faultOf('board-name'),
          type: (value) => {
            this.#name = value;
            draw();
          },
        })}
        ${this.#drawChoice(desk)} ${this.#drawTiles(desk)}`,
        () => this.#save(desk),
      ),
      actions: html`${button(t.save, () => this.#save(desk), 'primary')}
      ${isKept ? button(t.deleteBoard, () => desk.drop(before), 'danger') : nothing}`,
    };
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
        if (!isThere) this.#tiles = [...this.#tiles, tile];
        const added = opened.registry.indicators.find(({ id }) => id === tile.indicator);
        desk.say(`${t.add}\u00a0: ${added?.label[language] ?? tile.indicator}`);
        draw();
      })}
    </div>`;
  }

  #nameOf({ t, language }: Desk, { id, label, source }: IndicatorDefinition): string {
    const name = `${id}\u00a0· ${label[language]}`;
    return source === 'notMeasured' ? `${name} (${t.notMeasured})` : name;
  }

  #drawTiles(desk: Desk): TemplateResult {
    const { t, opened, draw } = desk;
    const move = (place: number, step: number) => () => {
      const tiles = [...this.#tiles];
      const [tile] = tiles.splice(place, 1);
      if (tile) tiles.splice(place + step, 0, tile);
      this.#tiles = tiles;
      draw();
    };
    const remove = (place: number) => () => {
      this.#tiles = this.#tiles.filter((_, at) => at !== place);
      draw();
    };
    return html`<h3>${t.boardFigures}</h3>
      ${this.#tiles.length ? nothing : html`<p class="quiet">${t.boardNone}</p>`}
      <ol class="board-rows" role="list">
        ${this.#tiles.map((tile, place) => {
          const definition = opened.registry.indicators.find(({ id }) => id === tile.indicator);
          const name = definition ? this.#nameOf(desk, definition) : tile.indicator;
          return html`<li>
            <span>${`${name}, ${t.views[tile.view ?? 'number'].toLowerCase()}`}</span>
            <span class="actions"
              >${place > 0 ? button(t.earlier, move(place, -1), '', name) : nothing}
              ${place < this.#tiles.length - 1 ? button(t.later, move(place, 1), '', name) : nothing}
              ${button(t.remove, remove(place), '', name)}</span
            >
          </li>`;
        })}
      </ol>`;
  }

  #save({ t, keep, draw }: Desk): void {
    const name = this.#name.trim();
    this.#faults = [
      ...(name ? [] : [{ id: 'board-name', text: t.boardNameFault }]),
      ...(this.#tiles.length ? [] : [{ id: 'added', text: t.boardEmptyFault }]),
    ];
    if (this.#faults.length > 0) return draw();
    const id =
      this.#before && this.#before.id !== 'other' ? this.#before.id : `board-${crypto.randomUUID().slice(0, 8)}`;
    keep({ id, name, tiles: this.#tiles });
  }
}
