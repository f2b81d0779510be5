/**
 * What the benchmarks with real calls share: a real Asterisk, SIP phones, and Cordboard, the
 * stand-in and (where asked for) the pass-through program, each in a process of its own.
 */
import { type AsteriskLab, startAsterisk } from '#support/asterisk/asteriskLab';
import type { StandInKnobs } from '#support/gemini/standInKnobs';
import { createPhone, type SipPhone } from '#support/phone/sipPhone';
import { ChildProgram } from './childProgram';

/** How a benchmark runs. */
export type BenchSettings = {
  /** Folder of the docs into which tables and plots go, or null. */
  readonly docs: string | null;
  readonly quick: boolean;
  /** Other numbers of calls than the usual ones, for the benchmarks of many calls; or null. */
  readonly calls: readonly number[] | null;
  /** How long the window is watched, or null for the usual time. */
  readonly minutes: number | null;
  /** Folder for CPU profiles of the measured programs, or null. */
  readonly cpuProfiles: string | null;
};

/** Dialled for Cordboard, as in the shipped dialplan. */
export const CORDBOARD_EXTENSION = '1000';

/** Dialled for the pass-through program. */
export const PASS_THROUGH_EXTENSION = '1099';

const DIALPLAN = `
[gemini-voice-assistant]
exten => ${PASS_THROUGH_EXTENSION},1,Stasis(bench-pass-through)
`;

/** Where agent audio is louder than what a codec makes of silence, RMS. */
export const AUDIBLE_RMS = 150;

/** One benchmark's actors. */
export type Telephones = {
  readonly lab: AsteriskLab;
  readonly standIn: ChildProgram;
  readonly cordboard: ChildProgram;
  /** Throws when it was not asked for. */
  readonly passThrough: ChildProgram;
  /** A phone that has called the extension and is through. */
  call(user: string, extension: string): Promise<SipPhone>;
  /** Ends everything. Throws when the stand-in was sent something wrong. */
  stop(): Promise<void>;
};

/** Starts all of them; what was started is stopped again when one fails. */
export async function openTelephones(
  settings: BenchSettings,
  knobs: Partial<StandInKnobs>,
  withPassThrough = false,
): Promise<Telephones> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) {
      await step();
    }
  };
  const program = async (name: string, value: unknown, profiled = true): Promise<ChildProgram> => {
    const started = await ChildProgram.start(name, value, profiled ? settings.cpuProfiles : null);
    undo.push(() => started.stop());
    return started;
  };
  try {
    const lab = await startAsterisk({ extraConfig: { 'extensions.conf': DIALPLAN } });
    undo.push(() => lab.stop());
    const standIn = await program('standIn', knobs, false);
    const geminiBaseUrl = String(await standIn.request('baseUrl'));
    const cordboard = await program('cordboard', cordboardSettings(lab, geminiBaseUrl));
    const passThrough = withPassThrough
      ? await program('passThrough', {
          ariBaseUrl: lab.ariBaseUrl,
          username: lab.username,
          password: lab.password,
          geminiBaseUrl,
        })
      : null;
    return {
      lab,
      standIn,
      cordboard,
      get passThrough() {
        if (passThrough === null) {
          throw new Error('the pass-through program was not asked for');
        }
        return passThrough;
      },
      call: async (user, extension) => {
        const phone = await createPhone(lab, { user });
        undo.push(() => phone.stop());
        await phone.call(extension);
        const target = extension === PASS_THROUGH_EXTENSION ? passThrough : cordboard;
        await target?.request('live');
        return phone;
      },
      stop: async () => {
        const violations = await standIn.request('violations');
        await stop();
        if (Array.isArray(violations) && violations.length > 0) {
          throw new Error(`the stand-in was sent something wrong: ${violations.join('; ')}`);
        }
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * The settings of a usual installation: everything not named here is at its default, but for
 * EXTERNAL_MEDIA_TRANSPORT, which may be set in the environment of the bench to compare transports.
 */
function cordboardSettings(lab: AsteriskLab, geminiBaseUrl: string): Record<string, string> {
  return {
    EXTERNAL_MEDIA_TRANSPORT: process.env['EXTERNAL_MEDIA_TRANSPORT'] ?? 'auto',
    ARI_BASE_URL: lab.ariBaseUrl,
    ARI_USERNAME: lab.username,
    ARI_PASSWORD: lab.password,
    GOOGLE_API_KEY: 'TEST_KEY',
    GEMINI_BASE_URL: geminiBaseUrl,
    GEMINI_SPEAKS_FIRST: 'false',
    AI_DISCLOSURE: 'false',
    GEMINI_VOICE: 'Puck',
  };
}
