// A page that leads to a run names it.
const run = new URLSearchParams(location.search).get('passage');
if (run !== null) document.querySelector('relais-supervision')?.setAttribute('run', run);
