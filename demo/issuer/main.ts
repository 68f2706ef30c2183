// The issuer of the demonstration as a process, started by `npm start` beside the backend.
import { startDemoIssuer } from './issuer.ts';

const { DEMO_ISSUER_URL: url = '', RELAIS_PUBLIC_URL: backend = '', HOST: host } = process.env;
// Standard input is a pipe that only whoever started us holds: we end with them.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));

try {
  await startDemoIssuer({ url, port: Number(new URL(url).port), backend, ...(host ? { host } : {}) });
} catch (error) {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(
    isTaken
      ? `The demonstration's issuer needs the port of ${url}, which is taken; set PORT to another one.`
      : String(error),
  );
  process.exit(1);
}
