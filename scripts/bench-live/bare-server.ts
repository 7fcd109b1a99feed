import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { WebSocketServer, type WebSocket } from 'ws';
import { answerParent } from './child.ts';

/** The least that serves rooms of screens: plain `ws`, or bare Socket.IO (KIND), to set Muster's figures beside. */
const http = createServer();
let [rooms, connected] = [1, 0];
let tell: (room: number, frame: object) => void;

if (process.env['KIND'] === 'ws') {
  const members = new Map<number, Set<WebSocket>>();
  new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket) => {
    const room = connected++ % rooms;
    members.set(room, (members.get(room) ?? new Set()).add(socket));
    // So that the same light screens can be used: the packets of an empty Socket.IO greeting, and a first frame.
    socket.send('0{}');
    socket.once('message', () => socket.send('42["frame",{"after":0,"seq":1,"puts":[]}]'));
  });
  tell = (room, frame) => {
    const text = `42${JSON.stringify(['frame', frame])}`;
    for (const socket of members.get(room) ?? []) socket.send(text);
  };
} else {
  const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
  io.on('connection', (socket) => {
    void socket.join(String(connected++ % rooms));
    socket.emit('frame', { after: 0, seq: 1, puts: [] });
  });
  tell = (room, frame) => io.to(String(room)).emit('frame', frame);
}
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
process.once('SIGTERM', () => process.exit(0));

type Told =
  { do: 'rooms'; rooms: number } | { do: 'tell'; perSecond: number; seconds: number; put: object } | { do: 'report' };

answerParent(async (told: Told) => {
  if (told.do === 'rooms') rooms = told.rooms;
  if (told.do === 'tell') {
    const start = performance.now();
    for (let number = 0; number < told.perSecond * told.seconds; number++) {
      const wait = start + (number * 1000) / told.perSecond - performance.now();
      if (wait > 1) await new Promise((resume) => setTimeout(resume, wait));
      const round = Math.floor(number / rooms) + 1;
      const fromAt = Date.now();
      const availability = [{ fromAt, untilAt: fromAt + 3_600_000 + round }];
      tell(number % rooms, { after: round, seq: round + 1, puts: [{ ...told.put, availability }] });
    }
  }
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    rssBytes: process.memoryUsage().rss,
    cpuMs: (user + system) / 1000,
  };
});
