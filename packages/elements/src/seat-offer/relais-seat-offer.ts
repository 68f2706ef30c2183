import { define } from '../ui/define.ts';
import { SeatOfferElement } from './seat-offer.ts';

define('relais-seat-offer', SeatOfferElement);

declare global {
  interface HTMLElementTagNameMap {
    'relais-seat-offer': SeatOfferElement;
  }
}
