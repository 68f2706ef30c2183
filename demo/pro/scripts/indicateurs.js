// Boards that were made here stay on this device; a structure's own page would keep them with its settings.
const KEY = 'relais-demo-boards';
const dashboard = /** @type {HTMLElement & { boards: unknown[] }} */ (document.querySelector('relais-dashboard'));

dashboard.boards = JSON.parse(localStorage.getItem(KEY) ?? '[]');
dashboard.addEventListener('relais-boards-change', (event) => {
  const { boards } = /** @type {CustomEvent<{ boards: unknown[] }>} */ (event).detail;
  localStorage.setItem(KEY, JSON.stringify(boards));
});
