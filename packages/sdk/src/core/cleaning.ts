export { cleanText } from '@relais/model/cleaning';
