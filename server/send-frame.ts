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
  const message = textMessage(`42${JSON.stringify(['frame', frame])}`);
  for (const screen of screens) {
    const { writeBuffer, transport, readyState } = screen.conn as unknown as Line;
    const line = transport.socket;
    if (readyState === 'open' && writeBuffer.length === 0 && line.readyState === line.OPEN)
      line._sender.sendFrame([message]);
    else screen.emit('frame', frame);
    if (line.bufferedAmount + waiting(writeBuffer) > mostUnsentBytes) screen.conn.close(true);
  }
}

/** The bytes of a text message from a server (RFC 6455, 5.2): whole, not masked, not compressed. */
function textMessage(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const lengthBytes = length < 126 ? 0 : length < 2 ** 16 ? 2 : 8;
  const message = Buffer.allocUnsafe(2 + lengthBytes + length);
  message[0] = 0x81;
  message[1] = lengthBytes === 0 ? length : lengthBytes === 2 ? 126 : 127;
  if (lengthBytes === 2) message.writeUInt16BE(length, 2);
  if (lengthBytes === 8) message.writeBigUInt64BE(BigInt(length), 2);
  message.write(text, 2 + lengthBytes);
  return message;
}

/**
 * What is Engine.IO's own of a connection: what waits for the line, and the line. Only websockets are served. It hands
 * messages that are framed already to the line's sender in this way, too.
 */
interface Line {
  readyState: string;
  writeBuffer: { data?: unknown }[];
  transport: { socket: WebSocket & { _sender: { sendFrame: (parts: Buffer[]) => void } } };
}

const waiting = (packets: Line['writeBuffer']): number =>
  packets.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), 0);
