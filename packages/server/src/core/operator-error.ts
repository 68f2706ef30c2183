/** An error whose message is written for whoever runs the backend: what is wrong, and what to do. Shown without its place in the code. */
export class OperatorError extends Error {
  override readonly name: string = 'OperatorError';
}
