import { loadOnce, type ClientSettings, type ClientSource } from './client-source.ts';

/** A client whose people sign in at the backend. Apart from the others, so that a page for patients does not come to load it. */
export function createSignedInSource(settings: ClientSettings): ClientSource {
  return loadOnce(settings, async (language) => {
    const { createClient, withSession } = await import('./signed-in-client.ts');
    return createClient({ ...settings, language, session: withSession() });
  });
}
