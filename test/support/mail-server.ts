import { createServer, type AddressInfo } from 'node:net';

/** A mail server that speaks just enough SMTP (RFC 5321) to be handed a mail, and can be told to misbehave. */
export interface MailServer {
  url: string;
  mails: { from: string; to: string; data: string }[];
  /** Reply codes for recipients to come, `cut`: the line breaks after the mail was taken. */
  moods: (number | 'cut')[];
  close: () => Promise<void>;
}

export async function openMailServer(): Promise<MailServer> {
  const mail: MailServer = { url: '', mails: [], moods: [], close: async () => undefined };
  const server = createServer((socket) => {
    let buffer = '';
    let from = '';
    let to = '';
    let inData = false;
    let mood: number | 'cut' | undefined;
    const say = (text: string) => void socket.write(`${text}\r\n`);
    socket.on('error', () => undefined);
    say('220 test ESMTP');
    socket.on('data', (chunk) => {
      buffer += chunk.toString('utf8');
      for (;;) {
        const end = buffer.indexOf(inData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + (inData ? 5 : 2));
        if (inData) {
          inData = false;
          mail.mails.push({ from, to, data: line });
          if (mood === 'cut') return void socket.destroy();
          say('250 taken');
        } else if (/^(EHLO|HELO)/i.test(line)) say('250 test');
        else if (/^MAIL FROM:/i.test(line)) {
          from = /<(.*?)>/.exec(line)![1]!;
          say('250 ok');
        } else if (/^RCPT TO:/i.test(line)) {
          to = /<(.*?)>/.exec(line)![1]!;
          mood = mail.moods.shift();
          say(typeof mood === 'number' ? `${mood} mailbox of ${to} is not there` : '250 ok');
        } else if (/^DATA/i.test(line)) {
          inData = true;
          say('354 go on');
        } else if (/^QUIT/i.test(line)) {
          say('221 bye');
          socket.end();
        } else say('250 ok');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  mail.url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  mail.close = () => new Promise((resolve) => void server.close(() => resolve()));
  return mail;
}
