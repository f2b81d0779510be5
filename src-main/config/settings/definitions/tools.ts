/** Settings of the HTTP tools of profiles. */
import { parseToolHosts } from '#main/rules/toolHosts';
import { parseToolSecrets, SECRET_PLACE } from '#main/rules/toolSecrets';
import { parsedText } from '../forms';
import { secretSetting, settingsGroup, textSetting } from '../kinds';

export const TOOL_SETTINGS = settingsGroup('Tools', {
  HTTP_TOOL_HOSTS: textSetting({
    description:
      'Hosts that the HTTP tools of profiles may contact, separated by commas. For a host in a private network, also list its address. Empty: none. See docs/profiles.md.',
    form: parsedText('hosts such as api.example.com or 10.0.0.5:8080', parseToolHosts),
    default: '',
    live: true,
  }),
  HTTP_TOOL_SECRETS: secretSetting({
    description: `Secrets for the headers of HTTP tools: NAME=value pairs, separated by blanks. A header refers to a secret as ${SECRET_PLACE}.`,
    form: parsedText('NAME=value pairs', parseToolSecrets),
    live: true,
  }),
});
