// What may begin opens on its own page: the protocol is all that its address says.
document.addEventListener('relais-run-request', (event) => {
  const { protocolId } = /** @type {CustomEvent<{ protocolId: string }>} */ (event).detail;
  location.assign(`/pro/passage.html?protocole=${encodeURIComponent(protocolId)}`);
});
