import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import helmet from 'helmet';
import path from 'node:path';
import { isOperation, operationNames, operations, type OperationName } from '../shared/operations.ts';
import { Refusal } from '../shared/problem.ts';
import { RequestId } from '../shared/shapes.ts';
import type { Parts } from './app.ts';
import { hearOf, isForeign, sessionCookie, sessionIn, sessionMs } from './auth.ts';
import { frameFor } from './frames.ts';
import { gatewayDoors } from './notify/inbound.ts';
import { sinkDoor } from './notify/sink-door.ts';
import { languageOf, problemOf } from './refuse.ts';
import { audienceOf } from './rules/visibility.ts';

/** A route per operation, all derived from `shared/operations.ts`, and the pages. */
export function createHttp(parts: Parts): Express {
  const { board, auth, config } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.TRUST_PROXIES);
  app.set('query parser', 'simple');
  app.use(securityHeaders(config.publicUrl, config.TILE_URL));
  app.use((_request, response, next) => {
    // So that a balancer takes its next request to another process.
    if (parts.isStopping()) response.set('Connection', 'close');
    next();
  });

  app.get('/healthz', (_request, response) => void response.json({ ok: true }));
  app.get('/readyz', (_request, response) => {
    const ready = parts.isReady();
    response.status(ready.ok ? 200 : 503).json(ready);
  });

  // Before anything parses the body: a signature covers it as it came.
  app.use('/api/gateway', gatewayDoors({ board, config, now: parts.now, requestIdOf: parts.requestIdOf }));
  const api = express.Router();
  api.use((request, _response, next) => {
    if (request.method !== 'GET' && isForeign(request.headers.origin, request.headers.host, config.publicUrl))
      throw new Refusal('foreignOrigin', {});
    next();
  });
  // An import carries thousands of records at once; nothing else is that large.
  api.use(operations.importRecords.http.path.slice(4), express.json({ limit: '4mb' }));
  api.use(express.json({ limit: '64kb' }));
  api.use(async (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    await hearOf(parts, auth.readSession(sessionIn(request.headers)));
    const { awaySinceAt } = board.spine;
    if (awaySinceAt !== null) response.set('Muster-Stale-Since', String(awaySinceAt));
    next();
  });
  api.get('/', (_request, response) => void response.json(listOperations()));
  api.get('/me', (request, response) => void response.json(auth.introduce(auth.actorOf(sessionIn(request.headers)))));
  api.get(
    '/settings',
    (_request, response) =>
      void response.json({
        tileUrl: config.TILE_URL ?? null,
        timeZone: config.TIME_ZONE,
        channels: parts.channels,
        vapidPublicKey: parts.vapidPublicKey,
      }),
  );
  const { sink } = parts;
  const actorOf = (headers: Parameters<typeof sessionIn>[0]) => auth.actorOf(sessionIn(headers));
  if (sink) api.use('/sink', sinkDoor({ sink, board, config, now: parts.now, actorOf }));
  api.get('/board', async (request, response) => {
    const after = Number(request.query['after'] ?? 0);
    await board.reaches(Math.max(seenBy(request), Number.isSafeInteger(after) ? after : 0));
    const audience = audienceOf(
      auth.actorOf(sessionIn(request.headers)),
      typeof request.query['place'] === 'string' ? request.query['place'] : undefined,
    );
    response.json(frameFor(board.spine, audience, Number.isSafeInteger(after) && after > 0 ? after : 0));
  });
  api.post(
    '/sign-out',
    (_request, response) => void response.clearCookie(sessionCookie, { path: '/' }).status(204).end(),
  );
  for (const name of operationNames) {
    const { method, path: url } = operations[name].http;
    // Sweeps are Muster's own: there is no door to them.
    if (operations[name].who === 'system') continue;
    api[method === 'GET' ? 'get' : 'post'](url.slice(4), answer(parts, name));
  }
  api.use((request) => {
    throw new Refusal('noSuchOperation', { name: `${request.method} ${request.originalUrl.split('?')[0]}` });
  });
  app.use('/api', api);
  app.use(pages(parts.clientDir, sink !== null));
  app.use((request) => {
    throw new Refusal('noSuchOperation', { name: request.path });
  });
  app.use(refused(parts));
  return app;
}

function answer(parts: Parts, name: OperationName): RequestHandler {
  const { board, auth, config, limit } = parts;
  return async (request, response) => {
    const actor = auth.actorOf(sessionIn(request.headers));
    await limit(name, actor, request.ip ?? '');
    const requestId = request.get('Request-Id');
    if (requestId !== undefined && !RequestId.safeParse(requestId).success)
      throw new Refusal(
        'badInput',
        { count: 1 },
        {
          issues: [
            {
              path: 'Request-Id',
              message: { en: '8 to 64 letters, digits, - or _', zh: '须为 8 至 64 个字母、数字、- 或 _' },
            },
          ],
        },
      );
    const seen = seenBy(request);
    const done = await board.perform(name, actor, inputOf(request), {
      ...(requestId === undefined ? {} : { requestId }),
      ...(seen > 0 ? { seen } : {}),
    });
    response.set('Muster-Seq', String(done.seq));
    if (name === 'acceptInvitation') {
      const session = auth.startSession((done.answer as { personId: string }).personId);
      response.cookie(sessionCookie, session, {
        httpOnly: true,
        sameSite: 'lax',
        secure: config.publicUrl.startsWith('https:'),
        maxAge: sessionMs,
        // Ids and the mac hold nothing that a cookie could not.
        encode: String,
        path: '/',
      });
    }
    response.json(done.answer);
  };
}

/** The last seq that the caller saw, through whichever process; 0 where it does not say. */
function seenBy(request: Request): number {
  const seen = Number(request.get('Muster-Seen') ?? 0);
  return Number.isSafeInteger(seen) && seen > 0 ? seen : 0;
}

/** Path, query and body are one input. A body that is no object, or that contradicts the path, is bad input. */
function inputOf(request: Request): unknown {
  const body: unknown = request.method === 'GET' ? { ...request.query } : (request.body ?? {});
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Refusal('notJson', {});
  for (const [name, value] of Object.entries(request.params))
    if (Object.hasOwn(body, name) && (body as Record<string, unknown>)[name] !== value)
      throw new Refusal(
        'badInput',
        { count: 1 },
        { issues: [{ path: name, message: { en: 'differs from the path', zh: '与路径中的值不一致' } }] },
      );
  return { ...body, ...request.params };
}

const listOperations = () =>
  operationNames
    .filter((name) => isOperation(name) && operations[name].who !== 'system')
    .map((name) => ({ name, who: operations[name].who, effect: operations[name].effect, ...operations[name].http }));

/** Each place is one page; what it is made of is cached for ever under names that change with the content. */
function pages(clientDir: string, hasSink: boolean): RequestHandler {
  const router = express.Router();
  router.use(
    '/assets',
    express.static(path.join(clientDir, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  for (const [url, page] of [
    ['/', 'open'],
    ['/desk', 'desk'],
    ['/go', 'go'],
    ['/in', 'in'],
    ...(hasSink ? [['/sink', 'sink'] as const] : []),
  ] as const)
    router.get(url, (_request, response) => {
      response.set('Cache-Control', 'no-cache');
      response.sendFile(path.resolve(clientDir, page, 'index.html'));
    });
  router.use(express.static(clientDir, { index: false, maxAge: 0 }));
  return router;
}

function securityHeaders(publicUrl: string, tileUrl: string | undefined): RequestHandler {
  const isSecure = publicUrl.startsWith('https:');
  const tiles = tileUrl === undefined ? [] : [new URL(tileUrl.replaceAll(/[{}]/g, 'x')).origin];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // Bars and map layers set single properties from script, which this permits; no style elements.
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...tiles],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(isSecure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: isSecure,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
}

function refused(parts: Parts): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = problemOf(
      asRefusal(error),
      languageOf(request.get('Accept-Language')),
      parts.config.TIME_ZONE,
      parts.log,
    );
    if (problem.retryAfterSeconds !== undefined) response.set('Retry-After', String(problem.retryAfterSeconds));
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

/** What Express and its body parser throw, in our words. */
function asRefusal(error: unknown): unknown {
  const type = (error as { type?: unknown }).type;
  const status = (error as { status?: unknown }).status;
  if (type === 'entity.too.large')
    return new Refusal('tooLarge', { maxKb: Math.round(Number((error as { limit?: number }).limit ?? 65_536) / 1024) });
  if (status === 404) return new Refusal('noSuchOperation', { name: 'this address' });
  if (typeof status === 'number' && status >= 400 && status < 500) return new Refusal('notJson', {});
  return error;
}
