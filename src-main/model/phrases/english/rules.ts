/**
 * What is wrong with a value that people write into settings and profiles. The words go on after
 * the name of the value, e.g. "HTTP_TOOL_HOSTS holds more than 50 hosts."
 */
export const RULES = {
  'tool-hosts.too-many': 'holds more than {{max}} hosts. Take some out.',
  'tool-hosts.wrong':
    'is wrong: {{entry}} is no host. Write names or addresses, with a port where it is not the usual one: api.example.com, 10.0.0.5:8080.',

  'tool-secrets.wrong-pair':
    'is wrong: pair {{number}} is not NAME=value (name in capitals, digits and underscore; no blanks).',
  'tool-secrets.not-set': 'The secret {{name}} is not set in HTTP_TOOL_SECRETS.',

  'url-template.no-address': 'must be a web address, such as https://shop.example/orders/{id}.',
  'url-template.wrong-scheme': 'must begin with https:// or http://.',
  'url-template.credentials':
    'must hold no user name and password. Put them into a header, as a secret of HTTP_TOOL_SECRETS.',
  'url-template.fragment': 'must hold no #: that part is never sent.',
  'url-template.wrong-place':
    'may have {places} only in its path and its query, named by letters, digits and underscore.',
  'url-template.secret':
    'must hold no secret ({{name}}). Send it in a header, as a secret of HTTP_TOOL_SECRETS.',
  'url-template.unknown-place':
    'has the place {{place}}, but the parameters have no property of that name. Besides them there are: {{known}}.',
  'url-template.optional-place':
    'has the place {{place}}, so the parameters must list it under "required".',
  'url-template.wrong-value': 'This value cannot stand in the address.',

  'origins.every-page':
    'is "*", which would let every web page read the calls. Name the allowed origins.',

  'live-model.shut-down': 'names the model {{model}}, which Google has shut down. Use {{newest}}.',

  'webhook-urls.too-many': 'holds more than {{max}} addresses. Take some out.',
  'webhook-urls.wrong': 'is wrong: address {{number}} {{why}}',
  'webhook-urls.no-address': 'is no web address. Write it as https://host/path.',
  'webhook-urls.credentials':
    'has a user name or password in it. Take it out; the signature proves the sender.',
  'webhook-urls.unencrypted':
    'is neither https nor http on this machine (localhost, 127.0.0.1). Use https.',

  'placeholder.unknown':
    'has {{place}}, which is no placeholder. There are: {{known}}. A brace that is meant as one is written \\{.',

  'json-schema.not-object': 'must be a JSON Schema of an object: {"type":"object"}.',
  'json-schema.too-long': 'must be at most {{max}} characters of JSON.',
  'json-schema.invalid': 'must be a JSON Schema: {{why}}.',
} as const;
