import { LitElement, type PropertyValues } from 'lit';

/**
 * What every element of ours is made from. A page may come with a shadow root already in our tag (`<template shadowrootmode="open">`): what stands
 * in it is seen until the element draws, once it has its words, and then gives way. Lit alone would draw above it.
 */
export class RelaisElement extends LitElement {
  protected override update(changed: PropertyValues): void {
    if (!this.hasUpdated) {
      this.renderRoot.replaceChildren();
      this.renderOptions.renderBefore = null;
    }
    super.update(changed);
  }
}
