/** Hands a text, or the bytes of what is none, to the browser as a file of this device: it asks where to put it, or knows. */
export function saveFile(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): void {
  const isText = typeof content === 'string';
  const address = URL.createObjectURL(new Blob([content], { type: isText ? `${type};charset=utf-8` : type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers begin to read it only after the click is over.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
