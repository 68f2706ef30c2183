import { ChangeDetectionStrategy, Component, computed, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import type { Questionnaire } from '@relais/elements';
import { RelaisQuestionnaire } from '@relais/elements/angular';
import form from '../../../editor/record/bilan-infirmier.json';
import record from '../../../editor/record/odette-fauvergue.json';

@Component({
  selector: 'relais-demo',
  imports: [RelaisQuestionnaire],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <main>
      <h1>Un questionnaire dans Angular</h1>
      <p role="status">{{ state() }}</p>
      <relais-questionnaire
        #questionnaire
        [questionnaire]="form"
        [launchContext]="context"
        [bundle]="bundle"
        (relais-validity)="missing.set($event.detail.errors)"
        (relais-change)="kept.set(undefined)"
        (relais-complete)="keep(questionnaire)"
      />
      @if (kept(); as response) {
        <pre aria-label="Réponse">{{ write(response) }}</pre>
      }
    </main>
  `,
})
export class App {
  protected readonly form = form;
  protected readonly bundle = record as Questionnaire['bundle'];
  protected readonly context = { patient: record.entry[0]?.resource, user: record.entry[1]?.resource };
  protected readonly missing = signal(0);
  protected readonly kept = signal<Questionnaire['response']>(undefined);
  protected readonly state = computed(() => {
    if (this.kept()) return 'Bilan gardé.';
    return this.missing() > 0 ? `${this.missing()} à corriger` : 'Rien à corriger';
  });

  protected keep({ response }: Questionnaire): void {
    this.kept.set(response);
  }

  protected write(response: Questionnaire['response']): string {
    return JSON.stringify(response, null, 2);
  }
}
