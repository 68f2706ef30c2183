export { plainSigns } from '@relais/model/signs';
