/**
 * Ids of what Cordboard creates in Asterisk. By its id Cordboard recognises its own channels and
 * bridges.
 */
import { randomUUID } from 'node:crypto';

/**
 * What Cordboard creates: bridges, external media channels, channels of outgoing calls, channels of
 * consulted parties, and idle channels that exist only for a question to Asterisk.
 */
const KINDS = ['bridge', 'media', 'call', 'consult', 'idle'] as const;

export type CreatedKind = (typeof KINDS)[number];

/**
 * Channel variable that names the call of a channel which has another id: of a media channel, and
 * of a channel that has come into a call by a transfer.
 */
export const CALL_VARIABLE = 'CORDBOARD_CALL';

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

  create(kind: CreatedKind): string {
    return `${this.#prefix}${kind}-${randomUUID()}`;
  }

  /**
   * The kind of thing that a console of this application has created with this id; null if the id
   * is not from such a console.
   */
  kindOf(id: string): CreatedKind | null {
    const kind = this.#pattern.exec(id)?.[1];
    return KINDS.find((known) => known === kind) ?? null;
  }
}
