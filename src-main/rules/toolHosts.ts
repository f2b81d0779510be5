/** HTTP_TOOL_HOSTS: the hosts that tools may send requests to. */
import { BlockList, isIP } from 'node:net';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

export type ToolHosts = {
  /** Whether the host and port of this address are on the list. */
  allowsUrl(url: URL): boolean;
  /**
   * Whether a request to this URL may go to this IP address: to a private one only if it is on the
   * list, to a public one only encrypted.
   */
  allowsAddress(ip: string, url: URL): boolean;
};

const MAX_HOSTS = 50;

const ENTRY = /^(\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9_.-]{0,252}))(?::(\d{1,5}))?$/i;

/** Networks that are not the public internet (IANA special-purpose address registries). */
const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv6');
}

/** Whether an IP address belongs to this machine or to a private network. */
export function isPrivateAddress(address: string): boolean {
  const kind = isIP(address);
  return kind !== 0 && PRIVATE.check(address, kind === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Reads entries `host` and `host:port`, separated by commas or blanks. An entry without a port
 * allows the usual ports of http and https. Fails with `config`.
 */
export function parseToolHosts(text: string): Result<ToolHosts> {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  if (parts.length > MAX_HOSTS) {
    return fail(cordboardError('config', phrase('tool-hosts.too-many', { max: MAX_HOSTS })));
  }
  const listed = new Set<string>();
  for (const part of parts) {
    const [, host, port] = ENTRY.exec(part) ?? [];
    if (host === undefined || Number(port ?? 0) > 65_535) {
      const entry = part.slice(0, 60);
      return fail(cordboardError('config', phrase('tool-hosts.wrong', { entry })));
    }
    for (const each of port === undefined ? ['80', '443'] : [String(Number(port))]) {
      listed.add(`${host.toLowerCase()}:${each}`);
    }
  }
  const has = (host: string, url: URL): boolean => listed.has(`${host}:${portOf(url)}`);
  return ok({
    allowsUrl: (url) => has(url.hostname, url),
    allowsAddress: (ip, url) =>
      isPrivateAddress(ip)
        ? url.hostname === 'localhost' || has(isIP(ip) === 6 ? `[${ip}]` : ip, url)
        : url.protocol === 'https:',
  });
}

function portOf(url: URL): string {
  return url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
}
