/** What the next file holds that is handed to the browser: an own `click` stands before that of all elements. */
export function nextFile(): Promise<{ readonly name: string; readonly text: string }> {
  return new Promise((resolve) => {
    Object.defineProperty(HTMLAnchorElement.prototype, 'click', {
      configurable: true,
      value(this: HTMLAnchorElement) {
        Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
        const name = this.download;
        void fetch(this.href)
          .then((file) => file.text())
          .then((text) => resolve({ name, text }));
      },
    });
  });
}
