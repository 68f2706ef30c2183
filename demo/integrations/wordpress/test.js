/* Asks the backend, as a visitor's browser would, whether this site may book. */
(function () {
  const button = document.getElementById('relais-test');
  const said = document.getElementById('relais-said');
  const value = (name) => document.getElementById(`relais_${name}`).value.trim();

  button.addEventListener('click', async () => {
    const site = new URL(button.dataset.site).origin;
    said.textContent = '…';
    try {
      said.textContent = await ask(site);
    } catch {
      said.textContent = `Le serveur ne répond pas à cette adresse. Vérifiez-la, et qu’elle est en https si le site l’est.`;
    }
  });

  async function ask(site) {
    const api = value('api').replace(/\/+$/, '');
    const answer = await fetch(`${api}/api/v1/structures/${encodeURIComponent(value('structure'))}`);
    if (answer.status === 404) return 'Le serveur répond, mais ne connaît pas cette structure.';
    if (!answer.ok) return `Le serveur répond ${answer.status}.`;
    const { name, askingSite } = await answer.json();
    // Visitors come by the address of the site, which may not be the one of its administration.
    if (location.origin !== site)
      return `L’administration (${location.origin}) et le site (${site}) n’ont pas la même adresse : faites connaître ${site}.`;
    if (askingSite && askingSite.mayBook) return `Oui : ${name} accepte les rendez-vous pris sur ${site}.`;
    return `Pas encore. L’administration de la structure ajoute à ses réglages : "origins": ["${site}"]`;
  }
})();
