import type { Socket } from 'socket.io';
import type { WebSocket } from 'ws';
import type { Frame } from '../shared/board.ts';

/** A screen that stopped reading is let go when this much waits for it: it comes back and asks for what it missed. */
const mostUnsentBytes = 2 ** 20;

/**
 * Sends one frame to every screen of a room, encoded once. Written to the lines themselves, as the packet that
 * `socket.emit('frame', frame)` makes: to ten thousand screens the way through Socket.IO and Engine.IO costs as much again
 * as the sending. A screen for which something waits there gets it behind that.
 */
export function sendFrame(screens: Iterable<Socket>, frame: Frame): void {
  const packet = `42${JSON.stringify(['frame', frame])}`;
  for (const screen of screens) {
    const { writeBuffer, transport, readyState } = screen.conn as unknown as Line;
    const line = transport.socket;
    if (readyState === 'open' && writeBuffer.length === 0) line.send(packet);
    else screen.emit('frame', frame);
    if (line.bufferedAmount + waiting(writeBuffer) > mostUnsentBytes) screen.conn.close(true);
  }
}

/** What is Engine.IO's own of a connection: what waits for the line, and the line. Only websockets are served. */
interface Line {
  readyState: string;
  writeBuffer: { data?: unknown }[];
  transport: { socket: WebSocket };
}

const waiting = (packets: Line['writeBuffer']): number =>
  packets.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), 0);
