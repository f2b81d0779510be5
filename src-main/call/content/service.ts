import { LevelMeter } from '#main/media/audio/levelMeter';
import { done, type Result } from '#main/util/result';
import { type CallMetrics, EMPTY_METRICS } from '#model/metrics';
import type { Party } from '../callLeg';
import type { CallContent } from './callContent';

/** A content without an agent, with nothing in it: what a service does not say otherwise. */
export abstract class Service implements CallContent {
  readonly talk = null;
  readonly meter = new LevelMeter();
  metrics: CallMetrics = EMPTY_METRICS;

  arrived(): void {
    // Most services need nothing beforehand.
  }

  prepare(): Promise<Result<void>> {
    return Promise.resolve(done);
  }

  abstract connect(): Promise<Result<void>>;

  check(): Result<void> {
    return done;
  }

  digitPressed(_digit: string): void {
    // Most services have no menu.
  }

  partyChanged(_party: Party): void {
    // Nobody talks with them.
  }

  talkingChanged(_talking: boolean): void {
    // Nothing is compared with what Asterisk hears.
  }

  secondPassed(): void {
    // Most services count nothing.
  }

  /** The audio of a service passes by this program, or is nobody else's. */
  addTap(): () => void {
    return () => undefined;
  }

  addLineTap(): () => void {
    return () => undefined;
  }

  supervisorFrame(_frame: Buffer): void {
    // Nobody can take over a call without an agent.
  }

  end(): void {
    // Nobody speaks.
  }

  abstract close(): Promise<void>;
}
