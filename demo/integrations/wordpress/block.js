/* The form of the block. What it shows in the editor is what the server writes: the same as on the page, without the script. */
(function (wp) {
  const { createElement } = wp.element;
  const { PanelBody, SelectControl, TextControl } = wp.components;
  const { InspectorControls, useBlockProps } = wp.blockEditor;

  const ELEMENTS = [
    { value: 'slot-picker', label: 'Prendre rendez-vous' },
    { value: 'indicator', label: 'Un chiffre publié' },
    { value: 'questionnaire', label: 'Un questionnaire' },
  ];

  /** Which fields an element has; those of the whole site are said in the settings. */
  const FIELDS = {
    'slot-picker': { structure: 'Structure', reason: 'Motif', commune: 'Commune', equipment: 'Équipement' },
    indicator: {
      structure: 'Structure',
      indicator: 'Indicateur',
      view: 'Forme',
      publishable_key: 'Clé de publication',
    },
    questionnaire: { src: 'Adresse du questionnaire' },
  };
  const COMMON = { language: 'Langue (fr ou en)', phone: 'Téléphone', hours: 'Horaires' };

  function edit({ attributes, setAttributes }) {
    const field = ([name, label]) =>
      createElement(TextControl, {
        key: name,
        label,
        value: attributes[name] || '',
        onChange: (value) => setAttributes({ [name]: value || undefined }),
      });
    const fields = { ...FIELDS[attributes.element], ...COMMON };
    const chosen = ELEMENTS.find(({ value }) => value === attributes.element);
    return createElement(
      'div',
      useBlockProps(),
      createElement(
        InspectorControls,
        {},
        createElement(
          PanelBody,
          { title: 'Relais' },
          createElement(SelectControl, {
            label: 'Élément',
            value: attributes.element,
            options: ELEMENTS,
            onChange: (element) => setAttributes({ element }),
          }),
          Object.entries(fields).map(field),
        ),
      ),
      createElement('p', {}, createElement('strong', {}, 'Relais : '), chosen ? chosen.label : attributes.element),
      createElement(wp.serverSideRender, { block: 'relais/element', attributes }),
    );
  }

  wp.blocks.registerBlockType('relais/element', { edit, save: () => null });
})(window.wp);
