/** What the page around hands to the one it can reload: its backend outlives the reload. */
export interface Network {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly now: () => number;
  readonly structure: string;
}

declare global {
  interface Window {
    network?: Network;
  }
}
