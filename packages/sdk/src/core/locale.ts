export { localeOf } from '@relais/model/locale';
