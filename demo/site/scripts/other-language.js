// The page gives the kit a language of its own: fetched once an element is to speak it.
const languages = { es: () => import('/languages/es.js') };
for (const provider of document.querySelectorAll('relais-provider')) provider.languages = languages;
