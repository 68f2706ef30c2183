// Started and killed by postgres.test.ts.
import { startPostgres } from '../support/postgres.ts';

const { url } = await startPostgres();
console.log(url);
setInterval(() => undefined, 60_000);
