// Whoever steers and cares for patients too goes on from a line to its run. An id is all that the address says of it.
document.addEventListener('relais-figure-line', (event) => {
  const { subject } = /** @type {CustomEvent<{ subject: string }>} */ (event).detail;
  location.assign(`/pro/supervision.html?passage=${encodeURIComponent(subject)}`);
});
