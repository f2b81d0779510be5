/** Settings of the HTTP tools of profiles. */
import { parseToolHosts } from '#main/rules/toolHosts';
import { parseToolSecrets } from '#main/rules/toolSecrets';
import { parsedText } from '../forms';
import { secretSetting, settingsGroup, textSetting } from '../kinds';

export const TOOL_SETTINGS = settingsGroup('tools', {
  HTTP_TOOL_HOSTS: textSetting({
    form: parsedText('hosts such as api.example.com or 10.0.0.5:8080', parseToolHosts),
    default: '',
    live: true,
  }),
  HTTP_TOOL_SECRETS: secretSetting({
    form: parsedText('NAME=value pairs', parseToolSecrets),
    live: true,
  }),
});
