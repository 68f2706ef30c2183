/** Base of our public events: heard by the host page whatever shadow roots lie between. They carry ids, never an answer. */
export class PublicEvent<Detail> extends CustomEvent<Detail> {
  constructor(type: string, detail: Detail, cancelable = false) {
    super(type, { detail, cancelable, bubbles: true, composed: true });
  }
}
