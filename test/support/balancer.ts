import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands in for a load balancer: every connection goes to the first of these addresses that takes it. */
export interface Balancer {
  url: string;
  close: () => Promise<void>;
}

/** `addresses`: asked at each connection, those to be tried first to last. */
export async function startBalancer(addresses: () => readonly (string | null)[]): Promise<Balancer> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.on('error', () => client.destroy()).on('close', () => open.delete(client));
    const tryNext = ([address, ...others]: readonly string[]): void => {
      if (address === undefined) return void client.destroy();
      const upstream = connect({ host: '127.0.0.1', port: Number(new URL(address).port) });
      let isUp = false;
      upstream.on('connect', () => {
        isUp = true;
        client.pipe(upstream).pipe(client);
      });
      upstream.on('error', () => (isUp ? client.destroy() : tryNext(others)));
      upstream.on('close', () => isUp && client.destroy());
      client.on('close', () => upstream.destroy());
    };
    tryNext(addresses().filter((address) => address !== null));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
