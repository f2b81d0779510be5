import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyPluginCallback } from 'fastify';

/** The files of Swagger UI that the page uses; no others are served. */
const FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'index.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

/** Swagger UI sets style attributes and inlines icons; it loads nothing from elsewhere. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Cordboard API</title>
    <link rel="stylesheet" href="/docs/static/swagger-ui.css" />
    <link rel="stylesheet" href="/docs/static/index.css" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/docs/static/swagger-ui-bundle.js"></script>
    <script src="/docs/static/start.js"></script>
  </body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/docs/json', dom_id: '#swagger-ui', deepLinking: true });\n`;

/**
 * GET /docs: the OpenAPI page, made of the files of `swagger-ui-dist`. The plugin
 * `@fastify/swagger-ui` is not used: it loads `@fastify/static`, which requires an ES module and so
 * fails in the Node 20.18 of Electron 33.
 */
export const docsRoutes: FastifyPluginCallback = (server, _options, done) => {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  server.addHook('onSend', (_request, reply, payload, next) => {
    void reply.header('content-security-policy', DOCS_POLICY);
    void reply.header('x-content-type-options', 'nosniff');
    next(null, payload);
  });
  const options = { config: { needs: 'local' }, schema: { hide: true } } as const;
  server.get('/docs', options, (_request, reply) => {
    void reply.type('text/html; charset=utf-8').send(PAGE);
  });
  server.get('/docs/json', options, (_request, reply) => {
    void reply.type('application/json; charset=utf-8').send(JSON.stringify(server.swagger()));
  });
  server.get('/docs/static/start.js', options, (_request, reply) => {
    void reply.type('text/javascript; charset=utf-8').send(START);
  });
  for (const [name, type] of Object.entries(FILES)) {
    server.get(`/docs/static/${name}`, options, async (_request, reply) => {
      return reply.type(type).send(await readFile(join(folder, name)));
    });
  }
  done();
};
