/** Words of Asterisk's REST interface. */
export const ARI = {
  'ari.base-url-invalid':
    'ARI_BASE_URL is not a URL. Set it to an address like http://localhost:8088/ari.',
  'ari.base-url-scheme':
    'ARI_BASE_URL must begin with http:// or https://, like http://localhost:8088/ari.',
  'ari.base-url-login':
    'ARI_BASE_URL must not hold a login. Put it into ARI_USERNAME and ARI_PASSWORD.',

  'ari.no-answer':
    'Asterisk at {{url}} did not answer within {{limitMs}} ms. Is it overloaded, or is a firewall in between?',
  'ari.nothing-listens':
    'Nothing listens at {{url}}. Is Asterisk running, with enabled=yes in http.conf, and is ARI_BASE_URL right?',
  'ari.host-unknown': 'The host name of {{url}} is not known. Check ARI_BASE_URL and the network.',
  'ari.certificate-untrusted':
    'The TLS certificate of {{url}} is not trusted ({{why}}). Give Asterisk a certificate that this machine trusts, or name the file of its authority in NODE_EXTRA_CA_CERTS.',
  'ari.no-tls':
    '{{url}} does not speak TLS. Use http:// in ARI_BASE_URL, or the TLS port of http.conf (usually 8089).',
  'ari.connection-failed': 'The connection to Asterisk at {{url}} failed ({{why}}).',

  'ari.login-refused':
    'Asterisk refused the login of ARI user "{{username}}". Set ARI_USERNAME and ARI_PASSWORD to a user of ari.conf; --check shows length and end of the password in use.',
  'ari.login-not-from-here':
    'Asterisk does not let ARI user "{{username}}" in from this machine. Check permit and deny in ari.conf and http.conf.',
  'ari.off':
    'Asterisk answers at {{url}}, but not with ARI. Set enabled=yes in ari.conf, load res_ari, and check the path in ARI_BASE_URL (usually /ari, after any prefix of http.conf).',
  'ari.not-ari':
    "What answers at {{url}} is not Asterisk's ARI. Check host, port and path of ARI_BASE_URL.",
  'ari.starting': 'Asterisk is starting or shutting down.',

  'ari.description-unreadable': "Asterisk's API description could not be read ({{why}}).",
  'ari.description-late': "Asterisk's API description did not arrive within {{limitMs}} ms.",
  'ari.description-missing':
    'Asterisk has no description of its ARI (rest-api/api-docs in its data folder). Install those files; they come with Asterisk.',
  'ari.description-unexpected':
    "Asterisk's API description {{name}} is not as expected: {{why}}. Install the description that comes with this Asterisk.",
  'ari.description-not-json':
    "Asterisk's API description is not JSON. Install the description that comes with this Asterisk.",
  'ari.client-failed': 'The ARI client failed: {{why}}.',

  'ari.events-late': 'Asterisk did not open its event socket within {{limitMs}} ms.',
  'ari.events-refused': 'Asterisk did not accept the WebSocket for events.',
  'ari.events-closed': 'Asterisk closed the event socket (code {{code}}).',
  'ari.silent': 'Asterisk did not answer for {{silentMs}} ms.',
  'ari.called-off': 'The connection to Asterisk was called off.',
  'ari.defect': 'The connection to Asterisk stopped by a defect: {{why}}.',

  'ari.taken':
    'Another console serves the application "{{app}}" on this Asterisk and gets its calls. Take the application over to get them here, quit the other console, or give this one another STASIS_APP (and the dialplan with it).',
  'ari.taken-by':
    'Another console, {{by}}, serves the application "{{app}}" on this Asterisk and gets its calls. Take the application over to get them here, quit the other console, or give this one another STASIS_APP (and the dialplan with it).',

  'ari.module-missing':
    'Asterisk runs without {{module}}; Cordboard cannot work without it. Load it: module load {{module}} (and remove any noload line in modules.conf).',
  'ari.version-too-old':
    'Asterisk {{version}} is too old for WebSocket media; RTP or AudioSocket can carry the audio instead. Better upgrade to {{required}}.',
  'ari.version-insecure':
    'Asterisk {{version}} has known security holes in ARI. Upgrade to 22.10.1, 20.20.1, 23.4.1 or later.',
  'ari.version-unknown':
    'Asterisk calls its version "{{version}}", which does not tell whether it is at least {{required}}.',
  'ari.read-only-user':
    'ARI user "{{username}}" may only read. Set read_only=no for it in ari.conf and reload res_ari.',

  'ari.not-found': 'Asterisk knows no such channel or bridge ({{answer}}).',
  'ari.not-now': 'Asterisk cannot do that now ({{answer}}).',
  'ari.not-allowed':
    'Asterisk does not allow that to this ARI user ({{answer}}). Check ARI_USERNAME, ARI_PASSWORD and read_only in ari.conf.',
  'ari.refused': 'Asterisk refused ({{answer}}). See its log.',
  'ari.unexpected-answer': "Asterisk's answer is not as expected: {{why}}",
  'ari.media-parameter-unsafe':
    'External media was not asked for: the value of parameter "{{name}}" is not known to be safe for Asterisk.',
  'ari.channel-id-unsafe':
    'External media was not asked for: its channel id must hold a UUID and only letters, digits, "_", "-" and ".".',
  'ari.channel-id-used':
    'External media was not asked for: its channel id was used before, and every attempt needs a new one.',
} as const;
