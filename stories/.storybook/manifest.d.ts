declare module 'virtual:custom-elements-manifest' {
  const manifest: unknown;
  export default manifest;
}

declare module '@custom-elements-manifest/analyzer/cli.js' {
  export function cli(options: { argv: string[]; cwd: string; noWrite: boolean }): Promise<unknown>;
}

/** The text of a style sheet, as Vite gives it. */
declare module '*.css?raw' {
  const text: string;
  export default text;
}
