/**
 * Asterisk behind AriGateway, as far as legs and the sweep see it: channels of one application, and
 * bridges.
 *
 *   const asterisk = new FakeAsterisk();
 *   asterisk.enter('call-1');            // a caller; the event goes out
 *   asterisk.unreachable = true;         // every operation fails with `network`
 *   asterisk.leave('call-1'); // gone without an event, as after a gap; `hangUp` also tells
 */
import type {
  AriBridge,
  AriChannel,
  AriEvents,
  AriFoundChannel,
  AriGateway,
  AriOrigination,
  DialplanPlace,
  ExternalMedia,
} from '#main/ari/gateway';
import type { MediaTransportFactory } from '#main/media/transport/mediaTransport';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { TypedEmitter } from '#main/util/typedEmitter';
import type { ComponentHealth, ComponentState } from '#model/health';
import { saying } from '../phrases';
import { FakeTransport } from './fakes';

/** A small model of Asterisk. */
export class FakeAsterisk implements AriGateway {
  readonly events = new TypedEmitter<AriEvents>();
  /** Channels in our application. */
  readonly channels = new Set<string>();
  /** Channels of it that its list does not have. */
  readonly unlisted = new Set<string>();
  /** Channels that have left it for another place in Asterisk. */
  readonly elsewhere = new Set<string>();
  readonly bridges = new Map<string, Set<string>>();
  /** Values by name; those of a channel are under `<channel id> <name>`. */
  readonly variables = new Map<string, string>();
  /** States of channels that are not `Ring`. */
  readonly states = new Map<string, string>();
  /** What findChannel says of a channel, where it is not the usual. */
  readonly found = new Map<string, Partial<AriFoundChannel>>();
  /** Channels that exist and are not in Stasis yet. */
  readonly notInStasis = new Set<string>();
  /** Ids of the other consoles that run. */
  readonly consoles = new Set<string>();
  /** Commands that were carried out. */
  readonly told: string[] = [];
  health: ComponentHealth = { state: 'ready', phrase: null, version: '', since: 0 };
  unreachable = false;
  /** Runs after a list of channels was made and before it is answered. */
  onListed: () => void = () => undefined;

  on<Name extends keyof AriEvents>(name: Name, listener: (event: AriEvents[Name]) => void) {
    return this.events.on(name, listener);
  }

  enter(id: string): void {
    this.channels.add(id);
    const channel = { ...channelOf(id), state: this.states.get(id) ?? 'Ring' };
    this.events.emit('stasisStart', { channel, args: [], replaces: null });
  }

  leave(id: string): void {
    this.channels.delete(id);
    for (const members of this.bridges.values()) {
      members.delete(id);
    }
  }

  /** Another program sends the channel to another place; it is not hung up. */
  move(id: string): void {
    this.leave(id);
    this.elsewhere.add(id);
    this.events.emit('stasisEnd', { channelId: id });
  }

  /** A transfer by phone puts the channel `id` in the place of `before`. */
  replace(before: string, id: string, channel: Partial<AriChannel> = {}): void {
    this.channels.add(id);
    this.found.set(id, channel);
    for (const members of this.bridges.values()) {
      if (members.delete(before)) {
        members.add(id);
      }
    }
    const entered = { ...channelOf(id), ...channel, callerNumber: '', callerName: '' };
    this.events.emit('stasisStart', { channel: entered, args: [], replaces: before });
    this.leave(before);
    this.events.emit('stasisEnd', { channelId: before });
  }

  become(state: ComponentState): void {
    this.health = { ...this.health, state };
    this.events.emit('health', this.health);
    if (state === 'ready') {
      this.events.emit('connected', { version: '22.10.1' });
    }
  }

  start(): void {
    this.become('ready');
  }

  takeOver(): void {
    this.become('ready');
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  isConsoleAlive(consoleId: string): Promise<boolean> {
    return Promise.resolve(this.consoles.has(consoleId));
  }

  answer(channelId: string): Promise<Result<void>> {
    return this.#command(`answer ${channelId}`, this.channels.has(channelId));
  }

  ring(channelId: string): Promise<Result<void>> {
    return this.#command(`ring ${channelId}`, this.channels.has(channelId));
  }

  async hangUp(channelId: string, reason = 'normal'): Promise<Result<void>> {
    return await this.#leaveBy(`hangUp ${channelId} ${reason}`, channelId);
  }

  async continueInDialplan(channelId: string, place?: DialplanPlace): Promise<Result<void>> {
    const where = place === undefined ? ' behind' : '';
    return await this.#leaveBy(`continue ${channelId}${where}`, channelId);
  }

  play(channelId: string, sounds: readonly string[]): Promise<Result<void>> {
    return this.#command(`play ${sounds.join()} to ${channelId}`, this.channels.has(channelId));
  }

  async evaluate(
    _channelId: string,
    functions: readonly string[],
  ): Promise<Result<readonly Result<string>[]>> {
    const answered = await this.#command('', true);
    return answered.ok ? ok(functions.map((name) => this.#valueOf(`idle ${name}`))) : answered;
  }

  async createBridge(bridgeId: string): Promise<Result<void>> {
    const created = await this.#command(`bridge ${bridgeId}`, true);
    if (created.ok) {
      this.bridges.set(bridgeId, this.bridges.get(bridgeId) ?? new Set());
    }
    return created;
  }

  async addToBridge(bridgeId: string, channelIds: readonly string[]): Promise<Result<void>> {
    const members = this.bridges.get(bridgeId);
    if (!this.unreachable && channelIds.some((id) => !this.channels.has(id))) {
      return fail(cordboardError('refused', saying('Channel not found.')));
    }
    if (channelIds.some((id) => this.notInStasis.has(id))) {
      return fail(cordboardError('invalid-state', saying('Channel not in Stasis application.')));
    }
    const added = await this.#command(
      `add ${channelIds.join()} to ${bridgeId}`,
      members !== undefined,
    );
    if (added.ok) {
      channelIds.forEach((id) => members?.add(id));
    }
    return added;
  }

  async bridgeMembers(bridgeId: string): Promise<Result<readonly string[]>> {
    const members = this.bridges.get(bridgeId);
    const answered = await this.#command('', members !== undefined);
    return answered.ok ? ok([...(members ?? [])]) : answered;
  }

  async destroyBridge(bridgeId: string): Promise<Result<void>> {
    const destroyed = await this.#command(`destroy ${bridgeId}`, true);
    if (destroyed.ok) {
      this.bridges.delete(bridgeId);
    }
    return destroyed;
  }

  async createExternalMedia(channelId: string): Promise<Result<ExternalMedia>> {
    const created = await this.#command(`media ${channelId}`, true);
    if (!created.ok) {
      return created;
    }
    if (this.health.state === 'ready') {
      this.enter(channelId);
    } else {
      this.channels.add(channelId);
    }
    return ok({ channelId, variables: {} });
  }

  originate(call: AriOrigination): Promise<Result<void>> {
    return this.#command(`originate ${call.channelId} to ${call.endpoint}`, true);
  }

  startMusic(channelId: string): Promise<Result<void>> {
    return this.#command(`music ${channelId}`, this.channels.has(channelId));
  }

  stopMusic(channelId: string): Promise<Result<void>> {
    return this.#command(`no music ${channelId}`, this.channels.has(channelId));
  }

  sendDtmf(channelId: string, digits: string): Promise<Result<void>> {
    return this.#command(`dtmf ${digits} to ${channelId}`, this.channels.has(channelId));
  }

  async getVariable(channelId: string, name: string): Promise<Result<string>> {
    const answered = await this.#command('', true);
    return answered.ok ? this.#valueOf(`${channelId} ${name}`) : answered;
  }

  setVariable(channelId: string, name: string, value: string): Promise<Result<void>> {
    this.variables.set(`${channelId} ${name}`, value);
    return this.#command(`set ${name} of ${channelId}`, this.channels.has(channelId));
  }

  async findChannel(channelId: string): Promise<Result<AriFoundChannel>> {
    const here = this.channels.has(channelId);
    const answered = await this.#command('', here || this.elsewhere.has(channelId));
    return answered.ok
      ? ok({
          ...channelOf(channelId),
          state: this.states.get(channelId) ?? 'Ring',
          place: here ? 'here' : 'elsewhere',
          ...this.found.get(channelId),
        })
      : answered;
  }

  async listApplicationChannels(): Promise<Result<readonly string[]>> {
    const listed = [...this.channels].filter((id) => !this.unlisted.has(id));
    const answered = await this.#command('', true);
    this.onListed();
    return answered.ok ? ok(listed) : answered;
  }

  async listBridges(): Promise<Result<readonly AriBridge[]>> {
    const answered = await this.#command('', true);
    return answered.ok
      ? ok([...this.bridges].map(([id, members]) => ({ id, channelIds: [...members] })))
      : answered;
  }

  #valueOf(name: string): Result<string> {
    const value = this.variables.get(name);
    return value === undefined
      ? fail(cordboardError('not-found', saying('No such variable.')))
      : ok(value);
  }

  async #leaveBy(command: string, channelId: string): Promise<Result<void>> {
    const obeyed = await this.#command(command, true);
    if (obeyed.ok) {
      this.leave(channelId);
      this.events.emit('stasisEnd', { channelId });
    }
    return obeyed;
  }

  #command(command: string, known: boolean): Promise<Result<void>> {
    if (this.unreachable) {
      return Promise.resolve(fail(cordboardError('network', saying('Nothing listens.'))));
    }
    if (!known) {
      return Promise.resolve(
        fail(cordboardError('not-found', saying('No such channel or bridge.'))),
      );
    }
    if (command !== '') {
      this.told.push(command);
    }
    return Promise.resolve(done);
  }
}

function channelOf(id: string): AriChannel {
  return {
    id,
    name: id,
    state: 'Ring',
    callerNumber: '2001',
    callerName: '',
    connectedNumber: '',
    connectedName: '',
    extension: '1',
  };
}

/** Media connections that are always there; `made` holds them. */
export function fakeMedia(): MediaTransportFactory & { readonly made: FakeTransport[] } {
  const made: FakeTransport[] = [];
  return {
    made,
    hasAlternative: false,
    expect: () => ({
      request: () => Promise.resolve(ok({ params: {} })),
      open: () => {
        const transport = new FakeTransport();
        made.push(transport);
        return Promise.resolve(ok(transport));
      },
      cancel: () => undefined,
    }),
  };
}
