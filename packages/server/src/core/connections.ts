import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * The open connections of a server, and how many answers each still owes. `server.close()` leaves those alone that a client keeps open, or has
 * opened and not used: a backend that waited for them would stop a minute after it was told to.
 */
export class Connections {
  readonly #owed = new Map<Socket, number>();
  #closing = false;

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.#owed.set(socket, 0);
      socket.on('close', () => this.#owed.delete(socket));
    });
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const { socket } = request;
      this.#owe(socket, 1);
      response.on('close', () => this.#owe(socket, -1));
    });
  }

  /** Ends every connection that owes nothing, now and as soon as it does. */
  closeWhenIdle(): void {
    this.#closing = true;
    for (const [socket, owed] of this.#owed) if (owed === 0) socket.destroy();
  }

  #owe(socket: Socket, change: 1 | -1): void {
    const owed = (this.#owed.get(socket) ?? 0) + change;
    if (this.#owed.has(socket)) this.#owed.set(socket, owed);
    if (this.#closing && owed === 0) socket.end();
  }
}
