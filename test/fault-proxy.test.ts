import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { expect } from 'chai';
import { eventually } from './support/eventually.ts';
import { startFaultProxy, type FaultProxy } from './support/fault-proxy.ts';

describe('the fault proxy', () => {
  let target: Server;
  let received: string;
  let proxy: FaultProxy;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    received = '';
    target = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        received += chunk.toString();
        socket.write(`answer to ${chunk.toString()};`);
      });
    });
    await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
    proxy = await startFaultProxy(`127.0.0.1:${(target.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    await proxy.close();
    for (const socket of sockets.splice(0)) socket.destroy();
    await new Promise((resolve) => target.close(resolve));
  });

  function dial() {
    const [host, port] = proxy.address.split(':') as [string, string];
    const socket = connect(Number(port), host);
    sockets.push(socket);
    const call = { socket, heard: '', closed: false };
    socket.on('error', () => {});
    socket.on('data', (chunk) => (call.heard += chunk.toString()));
    socket.on('close', () => (call.closed = true));
    return call;
  }

  it('lets everything through until told otherwise, late where told', async () => {
    const call = dial();
    call.socket.write('one');
    await eventually(() => call.heard === 'answer to one;');
    proxy.setLatency(5);
    for (const word of ['two', 'three', 'four']) call.socket.write(word);
    await eventually(() => received === 'onetwothreefour' && call.heard.endsWith('four;'));
  });

  for (const fault of ['cut', 'reset'] as const) {
    it(`ends connections and takes no new ones while it is "${fault}"`, async () => {
      const call = dial();
      call.socket.write('one');
      await eventually(() => call.heard !== '');
      proxy.set(fault);
      await eventually(() => call.closed);
      const next = dial();
      next.socket.write('two');
      await eventually(() => next.closed);
      expect(received).to.equal('one');
      proxy.set('through');
      const last = dial();
      last.socket.write('three');
      await eventually(() => last.heard === 'answer to three;');
    });
  }

  it('keeps a half-open connection up without a word, and what was said into it is lost', async () => {
    const [call, other] = [dial(), dial()];
    call.socket.write('one');
    await eventually(() => call.heard !== '');
    proxy.set('halfOpen');
    call.socket.write('two');
    other.socket.write('three');
    await eventually(() => call.socket.bytesWritten === 6 && other.socket.bytesWritten === 5);
    expect(call.closed).to.equal(false);
    proxy.set('through');
    await eventually(() => call.closed);
    expect(received).to.equal('one');
  });

  it('loses the answer after the request took effect', async () => {
    proxy.set('loseAnswers');
    const call = dial();
    call.socket.write('write');
    await eventually(() => call.closed);
    expect([received, call.heard]).to.deep.equal(['write', '']);
  });

  it('loses the answer to just the request asked for, once', async () => {
    const lost = proxy.loseAnswerTo('insert');
    const call = dial();
    call.socket.write('find');
    await eventually(() => call.heard === 'answer to find;');
    call.socket.write('insert');
    await lost;
    await eventually(() => call.closed);
    expect([received, call.heard]).to.deep.equal(['findinsert', 'answer to find;']);
    const next = dial();
    next.socket.write('insert');
    await eventually(() => next.heard === 'answer to insert;');
  });

  it('holds back just the request asked for, until it is let go', async () => {
    const held = proxy.holdBack('insert');
    const [call, other] = [dial(), dial()];
    call.socket.write('insert');
    const release = await held;
    other.socket.write('find');
    await eventually(() => other.heard === 'answer to find;');
    expect(received).to.equal('find');
    release();
    await eventually(() => call.heard === 'answer to insert;');
  });
});
