/** What every Asterisk answers over ARI, for servers that stand in for one. */

import type { ServerResponse } from 'node:http';

/** An answer; an object body is sent as JSON, a string as it is. */
export type AriReply = { readonly status: number; readonly body?: unknown };

const CHANNEL_PROPERTY = { channel: { type: 'Channel', required: true } };
/** Kinds of event that the API description names. */
const EVENT_TYPES = [
  'StasisStart',
  'StasisEnd',
  'ChannelDestroyed',
  'ChannelVarset',
  'ApplicationReplaced',
];
const MODULES = [
  'app_stasis.so',
  'res_ari_applications.so',
  'res_ari_bridges.so',
  'res_ari_channels.so',
  'res_ari_events.so',
  'chan_websocket.so',
].map((name) => ({
  name,
  status: 'Running',
  use_count: 0,
  support_level: 'core',
  description: '',
}));

/** Reads or sets a variable as Asterisk does: one that is not set is empty. */
export function variableReply(
  variables: Map<string, string>,
  method: string,
  query: URLSearchParams,
): AriReply {
  const name = query.get('variable') ?? '';
  if (method === 'POST') {
    variables.set(name, query.get('value') ?? '');
    return { status: 204 };
  }
  return { status: 200, body: { value: variables.get(name) ?? '' } };
}

/**
 * Answers a GET about Asterisk itself, with an API description just big enough for ari-client; null
 * if `route` (the path below /ari) is about something else.
 */
export function aboutAsterisk(route: string, version: string): AriReply | null {
  switch (route) {
    case '/asterisk/info':
      return { status: 200, body: { system: { version, entity_id: 'x' } } };
    case '/asterisk/modules':
      return { status: 200, body: MODULES };
    case '/api-docs/resources.json':
      return {
        status: 200,
        body: {
          apiVersion: '10.0.0',
          swaggerVersion: '1.1',
          // Behind a proxy Asterisk names a host that cannot be reached from outside.
          basePath: 'http://inside.invalid:8088/ari',
          apis: [{ path: '/api-docs/events.{format}', description: 'WebSocket resource' }],
        },
      };
    case '/api-docs/events.json':
      return { status: 200, body: eventsDescription() };
    default:
      return null;
  }
}

export function writeReply(response: ServerResponse, { status, body }: AriReply): void {
  const text = body === undefined || typeof body === 'string' ? (body ?? '') : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(text);
}

function eventsDescription(): object {
  const models = EVENT_TYPES.map((id) => [
    id,
    { id, description: id, properties: id === 'ApplicationReplaced' ? {} : CHANNEL_PROPERTY },
  ]);
  return {
    apiVersion: '10.0.0',
    swaggerVersion: '1.1',
    basePath: 'http://inside.invalid:8088/ari',
    resourcePath: '/api-docs/events.{format}',
    apis: [
      {
        path: '/events',
        description: 'Events from Asterisk to applications',
        operations: [
          {
            httpMethod: 'GET',
            summary: 'WebSocket connection for events.',
            nickname: 'eventWebsocket',
            responseClass: 'Message',
            parameters: [],
          },
        ],
      },
    ],
    models: Object.fromEntries(models) as object,
  };
}
