import type { CalledParty, CallerInfo, CallLeg, CallSource, OutgoingLeg } from '#main/call/callLeg';
import type { FrameClock } from '#main/media/clock/frameClock';
import type { Log } from '#main/observability/log';
import { ok, type Result } from '#main/util/result';
import { CALL_SAMPLE_RATE_HZ } from '#model/audio';
import { DemoCaller } from './caller';
import { planCall } from './callPlan';
import { FOLLOW_UPS } from './followUps';
import { DemoLeg } from './leg';
import { DEMO_PEOPLE, type DemoPerson } from './people';
import { between, chance, pick, type Random, shuffled } from './random';
import { makeRoomNoise } from './roomNoise';
import { CALL_BACK, CONSULTED, type Scenario, SCENARIOS } from './script';
import { SpeechSynth } from './speechSynth';
import { DemoTalk, type DemoTalks } from './talk';
import { callerTimbre } from './voiceModel';

/** Extension that every demo call dials. */
const DIALED_NUMBER = '1000';

/**
 * No further caller comes while MAX_LIVE calls go on. While there are fewer than MIN_LIVE, the next
 * one comes quickly.
 */
const MAX_LIVE = 5;
const MIN_LIVE = 2;

/** When the first calls come, ms after the start. Later ones come at random intervals. */
const FIRST_CALLS_AFTER_MS = [300, 1_500, 3_100] as const;
const NEXT_CALL_MS = [9_000, 28_000] as const;
const QUICK_CALL_MS = [900, 2_400] as const;

/** Share of calls with follow-ups, which last for minutes. */
const LONG_CALLS = 0.25;

type DemoCallSourceOptions = {
  readonly clock: FrameClock;
  readonly random: Random;
  readonly talks: DemoTalks;
  readonly log: Log;
};

type DemoCall = { readonly person: DemoPerson; readonly scenario: Scenario };

/** Simulated callers: two to five calls at once that come, talk and end. */
export class DemoCallSource implements CallSource {
  readonly #options: DemoCallSourceOptions;
  readonly #roomNoise: Int16Array;
  readonly #live = new Set<DemoCall>();
  readonly #legs = new Map<string, DemoLeg>();
  #onIncoming: ((leg: CallLeg) => void) | null = null;
  #cancelNext: () => void = () => undefined;
  #arrived = 0;

  constructor(options: DemoCallSourceOptions) {
    this.#options = options;
    this.#roomNoise = makeRoomNoise(options.random);
  }

  start(onIncoming: (leg: CallLeg) => void): void {
    this.stop();
    this.#onIncoming = onIncoming;
    this.#arrived = 0;
    this.#expectNext(FIRST_CALLS_AFTER_MS[0]);
  }

  stop(): void {
    this.#onIncoming = null;
    this.#cancelNext();
  }

  createOutgoing(party: CalledParty): Result<OutgoingLeg> {
    const dialled = party.kind === 'number' ? party.number : party.extension;
    const scenario = party.kind === 'number' ? CALL_BACK : CONSULTED;
    const call: DemoCall = { person: { ...this.#choosePerson(), number: dialled }, scenario };
    this.#arrived += 1;
    return ok(
      this.#makeLeg(call, {
        dialedNumber: dialled,
        direction: 'outbound',
        profileId: party.kind === 'number' ? party.profileId : '',
      }),
    );
  }

  #expectNext(delayMs: number): void {
    this.#cancelNext();
    this.#cancelNext = this.#options.clock.after(delayMs, () => {
      this.#callComes();
    });
  }

  #callComes(): void {
    const deliver = this.#onIncoming;
    if (deliver === null) {
      return;
    }
    const order = this.#arrived;
    const nextMs = FIRST_CALLS_AFTER_MS[order + 1];
    const lastMs = FIRST_CALLS_AFTER_MS[order];
    this.#expectNext(
      nextMs === undefined || lastMs === undefined
        ? between(this.#options.random, ...NEXT_CALL_MS)
        : nextMs - lastMs,
    );
    if (this.#live.size < MAX_LIVE) {
      this.#arrived += 1;
      const call = { person: this.#choosePerson(), scenario: this.#chooseScenario() };
      deliver(
        this.#makeLeg(call, { dialedNumber: DIALED_NUMBER, direction: 'inbound', profileId: '' }),
      );
    }
  }

  #makeLeg(
    call: DemoCall,
    info: Pick<CallerInfo, 'dialedNumber' | 'direction' | 'profileId'>,
  ): DemoLeg {
    const { clock, random, talks, log } = this.#options;
    const callId = `demo-${Date.now().toString(36)}-${this.#arrived}`;
    const talk = new DemoTalk(callId, call.scenario.greeting);
    talks.add(talk);
    this.#live.add(call);
    log.debug({ callId, topic: call.scenario.topic }, 'demo call');
    const leg = new DemoLeg({
      info: {
        ...info,
        callId,
        callerNumber: call.person.number,
        callerName: call.person.name,
        demo: true,
        trial: null,
        adopted: false,
      },
      clock,
      random,
      makeCaller: (leg) => this.#makeCaller(call, talk, leg),
      onOver: () => {
        this.#live.delete(call);
        if (this.#live.size < MIN_LIVE && this.#onIncoming !== null) {
          this.#expectNext(between(random, ...QUICK_CALL_MS));
        }
      },
      onJoined: (party) => {
        this.#legs.get(party)?.onHangUp();
      },
      onReleased: () => {
        talks.remove(callId);
        this.#legs.delete(callId);
      },
    });
    this.#legs.set(callId, leg);
    return leg;
  }

  #makeCaller(call: DemoCall, talk: DemoTalk, handlers: DemoLeg): DemoCaller {
    const { random } = this.#options;
    const timbre = callerTimbre(call.person.tract, random);
    return new DemoCaller({
      talk,
      plan: planCall(call.scenario, this.#followUps(call.scenario), random),
      synth: new SpeechSynth(timbre, CALL_SAMPLE_RATE_HZ, random),
      roomNoise: this.#roomNoise,
      noiseOffset: Math.floor(random() * this.#roomNoise.length),
      handlers,
    });
  }

  #followUps(scenario: Scenario): typeof FOLLOW_UPS {
    const incoming = scenario !== CALL_BACK && scenario !== CONSULTED;
    return incoming && chance(this.#options.random, LONG_CALLS) ? FOLLOW_UPS : [];
  }

  #choosePerson(): DemoPerson {
    const busy = new Set([...this.#live].map(({ person }) => person));
    const free = DEMO_PEOPLE.filter((person) => !busy.has(person));
    const [person] = shuffled(this.#options.random, free);
    return person ?? { name: '', number: '', tract: 'long' };
  }

  /** Prefers a scenario that no live call has, so that calls side by side differ. */
  #chooseScenario(): Scenario {
    const { random } = this.#options;
    const busy = new Set([...this.#live].map(({ scenario }) => scenario));
    const [fresh] = shuffled(
      random,
      SCENARIOS.filter((scenario) => !busy.has(scenario)),
    );
    return fresh ?? pick(random, SCENARIOS);
  }
}
