/** The tests of single sections of the settings, with values that need not be saved yet. */
import type { Settings } from '#main/config/settings/settings';
import type { CheckItem, TestedGroup } from '#model/settings';
import { checkApiAccess } from './apiChecks';
import { checkAsterisk, checkGemini } from './connectionChecks';
import { checkApiPort, checkMediaPort } from './machineChecks';
import { checkRecording } from './recordingChecks';
import { checkWebhooks } from './webhookChecks';

export type SectionChecks = (
  group: TestedGroup,
  settings: Settings,
) => Promise<readonly CheckItem[]>;

type SectionCheckParts = {
  readonly dataDir: string;
  /** The settings this program works with. */
  readonly inForce: () => Settings;
  /** Whether this program is connected to Asterisk, and so serves its application. */
  readonly isConnected: () => boolean;
};

export function createSectionChecks(parts: SectionCheckParts): SectionChecks {
  const { dataDir, inForce, isConnected } = parts;
  return async (group, settings) => {
    switch (group) {
      case 'asterisk': {
        const now = inForce();
        const isSame = settings.ariBaseUrl === now.ariBaseUrl && isConnected();
        return checkAsterisk(settings, isSame ? now.stasisApp : null);
      }
      case 'media': {
        const port = await checkMediaPort(settings, isSamePort(settings, inForce()));
        const media = await checkPartsOfAsterisk(settings, MEDIA_SUBJECTS);
        return port === null ? media : [port, ...media];
      }
      case 'calls':
        return checkPartsOfAsterisk(settings, CALL_SUBJECTS);
      case 'gemini':
        return checkGemini(settings);
      case 'api':
        return [await checkApiPort(settings), ...(await checkApiAccess(settings, dataDir))];
      case 'webhooks':
        return checkWebhooks(settings);
      case 'recording':
        return checkRecording(settings, dataDir);
    }
  };
}

/** Of the checks of Asterisk, those that say whether audio can flow. */
const MEDIA_SUBJECTS: readonly string[] = [
  'check.asterisk',
  'check.asterisk-modules',
  'check.media',
];

/** And those that say whether calls can be sent on, and placed. */
const CALL_SUBJECTS: readonly string[] = ['check.asterisk', 'check.dialplan'];

async function checkPartsOfAsterisk(
  settings: Settings,
  subjects: readonly string[],
): Promise<readonly CheckItem[]> {
  const asterisk = await checkAsterisk(settings, settings.stasisApp);
  return asterisk.filter(({ subject }) => subjects.includes(subject.code));
}

function isSamePort(a: Settings, b: Settings): boolean {
  return (
    a.externalMediaTransport === b.externalMediaTransport &&
    a.externalMediaHost === b.externalMediaHost &&
    a.externalMediaPort === b.externalMediaPort
  );
}
