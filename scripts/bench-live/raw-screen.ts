import { WebSocket } from 'ws';
import { applyFrame, emptyScreen, type Frame, type Screen } from '../../shared/board.ts';

/**
 * A screen as light as ten thousand of them must be: the few packets of Socket.IO's protocol that a screen needs, written
 * by hand (socket.io-client costs 60 KB and a timer each, which would measure the generator).
 */
export interface RawScreen {
  readonly screen: Screen;
  readonly isLive: boolean;
  /** Drops the line without a goodbye. */
  drop: () => void;
  /** Comes back and asks for what it missed. */
  comeBack: () => void;
  /** Stops reading, as a phone in a lift does. */
  fallAsleep: () => void;
}

export interface Heard {
  onFrame: (frame: Frame, fold: 'applied' | 'repeat' | 'gap') => void;
  onLive?: () => void;
  onClosed?: () => void;
}

export function openRawScreen(url: string, cookie: string, heard: Heard): RawScreen {
  const screen = emptyScreen();
  let socket: WebSocket;
  let isLive = false;

  function connect(): void {
    const own = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers: cookie === '' ? {} : { cookie },
      perMessageDeflate: false,
    });
    socket = own;
    isLive = false;
    own.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.startsWith('0')) own.send(`40${JSON.stringify({ after: screen.seq, place: 'go' })}`);
      else if (text === '2') own.send('3');
      else if (text.startsWith('42["frame",')) {
        const [, frame] = JSON.parse(text.slice(2)) as [string, Frame];
        const fold = applyFrame(screen, frame);
        if (!isLive) {
          isLive = true;
          heard.onLive?.();
          if (fold === 'applied' && frame.after === 0) return;
        }
        heard.onFrame(frame, fold);
      }
    });
    own.on('error', () => own.terminate());
    own.on('close', () => {
      if (socket !== own) return;
      isLive = false;
      heard.onClosed?.();
    });
  }
  connect();
  return {
    screen,
    get isLive() {
      return isLive;
    },
    drop: () => socket.terminate(),
    comeBack: connect,
    fallAsleep: () => socket.pause(),
  };
}
