// The real backend as a child that cannot outlive whoever started it: its standard input is a pipe only they hold.
process.stdin.resume();
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL'));
await import('../../packages/server/src/main.ts');
