import { LitElement } from 'lit';

/**
 * What every element of ours is made from. A page may come with a shadow root already in our tag (`<template shadowrootmode="open">`): what stands
 * in it is seen until the element draws, which it does before the page is painted next, and then gives way. Lit alone would draw above it.
 */
export class RelaisElement extends LitElement {
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }
}
