import type { SupervisionElement, TeamElement, VisitElement } from '@relais/elements';
import { DeskReader } from '../support/desk-reader.ts';

/** Somebody in front of the team, of runs or of visits, who presses what they read. */
export class TeamReader extends DeskReader<TeamElement | SupervisionElement | VisitElement> {}
