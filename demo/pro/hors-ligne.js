// The service worker of the nurse's pages: they open where there is no network. It keeps what is named here, which holds nobody's data: the patients in
// `data/` are invented, and stand for a record of the structure's own, which would bring its own, locked.
importScripts('/kit/offline-worker.js');

// @ts-expect-error What the script above brings has no types here.
relaisOffline.keep({
  pages: ['/pro/passage.html', '/pro/mes-protocoles.html'],
  elements: ['provider', 'session', 'protocol', 'consent', 'team', 'supervision'],
  files: [
    '/pro/styles/pro.css',
    '/pro/styles/passage.css',
    '/pro/scripts/main.js',
    '/pro/scripts/passage.js',
    '/pro/scripts/mes-protocoles.js',
    '/pro/scripts/hors-ligne.js',
    '/pro/data/patients.json',
    '/images/relais.svg',
  ],
});
