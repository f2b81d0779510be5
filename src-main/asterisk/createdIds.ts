/**
 * Ids of what Cordboard creates in Asterisk: by them it knows its own among everything else that
 * lives there.
 */
import { randomUUID } from 'node:crypto';

/**
 * What Cordboard creates: bridges, external media channels, the channel of an outgoing call, and
 * that of a third party whom the supervisor asks.
 */
const KINDS = ['bridge', 'media', 'call', 'consult'] as const;

/** One of them. */
export type CreatedKind = (typeof KINDS)[number];

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** The ids of one Stasis application: `cordboard-<app>-<kind>-<uuid>`. */
export class CreatedIds {
  readonly #prefix: string;
  readonly #pattern: RegExp;

  /** @param app Setting STASIS_APP. */
  constructor(app: string) {
    this.#prefix = `cordboard-${app}-`;
    // The whole id is compared: the name of one application may be the beginning of another's.
    const prefix = this.#prefix.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
    this.#pattern = new RegExp(`^${prefix}(${KINDS.join('|')})-${UUID}$`);
  }

  /** A fresh id. */
  create(kind: CreatedKind): string {
    return `${this.#prefix}${kind}-${randomUUID()}`;
  }

  /** What a console of this application made under this id; null when none did. */
  kindOf(id: string): CreatedKind | null {
    const kind = this.#pattern.exec(id)?.[1];
    return KINDS.find((known) => known === kind) ?? null;
  }
}
