import { describe, expect, it } from 'vitest';
import { profileProblems, profileSchema } from '#main/config/profiles/profileSchema';
import { wordsOf } from '#model/phrases/phrase';
import { aLookUp } from '#support/lookUps';
import { anHttpTool, aProfile, aRule } from '#support/profiles';

/** Paths and messages of what is wrong, one text each. */
function problemsOf(profile: unknown): readonly string[] {
  const parsed = profileSchema.safeParse(profile);
  return parsed.success
    ? []
    : profileProblems(parsed.error).map(({ path, phrase }) => `${path}: ${wordsOf(phrase)}`);
}

function problemsOfTool(patch: Parameters<typeof anHttpTool>[0]): readonly string[] {
  const { tools } = aProfile();
  return problemsOf(aProfile({ tools: { ...tools, http: [anHttpTool(patch)] } }));
}

describe('a profile', () => {
  it('needs an id and a name; all else is as the settings say, or off', () => {
    expect(profileSchema.parse({ id: 'sales', name: ' Sales ' })).toEqual({
      id: 'sales',
      name: 'Sales',
      numbers: [],
      systemInstruction: null,
      voice: null,
      model: null,
      language: null,
      greeting: null,
      disclosure: null,
      channelVariables: [],
      earlierCalls: false,
      lookUp: null,
      vad: {
        energyThreshold: null,
        sileroThreshold: null,
        speechSeconds: null,
        silenceSeconds: null,
      },
      bargeIn: null,
      keys: 'none',
      tools: {
        endCall: false,
        transferCall: false,
        sendDtmf: false,
        takeMessage: false,
        askSupervisor: false,
        googleSearch: false,
        approval: { endCall: false, transferCall: false, sendDtmf: false, takeMessage: false },
        answerSeconds: 60,
        http: [],
      },
      transferTargets: [],
      rules: [],
      maxCallSeconds: null,
      record: null,
      fallback: { kind: 'announce' },
      mailbox: { kind: 'hang-up' },
      summary: { on: false, outcomes: [], fields: [] },
    });
  });

  it('is the same after it was read from what was written of it', () => {
    const profile = aProfile({
      numbers: ['1000', '+34 600 111 222'],
      greeting: '',
      lookUp: aLookUp(),
      tools: { ...aProfile().tools, http: [anHttpTool()] },
      fallback: { kind: 'voicemail', extension: '*97' },
    });
    expect(profileSchema.parse(JSON.parse(JSON.stringify(profile)))).toEqual(profile);
  });

  it.each([
    [{ id: 'Sales!' }, 'id: must be 1 to 40 small letters, digits and dashes.'],
    [
      { id: 'conference' },
      'id: is reserved: in the dialplan it asks for something else. Choose another.',
    ],
    [{ name: '  ' }, 'name: must be a text of 1 to 80 characters.'],
    [
      { numbers: ['10;00'] },
      'numbers.0: The sign ; cannot be dialled. A number or extension is 1 to 40 of digits, letters, + * # . _ and -.',
    ],
    [
      { channelVariables: ['CUSTOMER', 'CHANNEL(name)'] },
      'channelVariables.1: must be the name of a channel variable: letters, digits and underscores.',
    ],
    [{ voice: 'Bob' }, 'voice: must be the name of one of the prebuilt voices.'],
    [{ language: 'Spanish' }, 'language: must be a language tag such as es or es-MX (BCP 47).'],
    [
      { model: 'gemini-2.0-flash-exp' },
      'model: is a model that Google has shut down. Leave it out to use that of the settings.',
    ],
    [
      { tools: { ...aProfile().tools, answerSeconds: 301 } },
      'tools.answerSeconds: must be a whole number of seconds, 5 to 300.',
    ],
    [
      { tools: { ...aProfile().tools, http: [anHttpTool({ name: 'ask_supervisor' })] } },
      'tools.http.0.name: is taken: another tool has the name ask_supervisor.',
    ],
    [{ maxCallSeconds: 0 }, 'maxCallSeconds: must be a number, 1 to 86400.'],
    [
      { fallback: { kind: 'transfer', extension: 'a b' } },
      'fallback.extension: may have letters, digits and + * # . _ - only.',
    ],
    [
      { systemInstruction: 'x'.repeat(20_001) },
      'systemInstruction: must be a text of 1 to 20000 characters.',
    ],
  ])('says what is wrong where: %j', (patch, problem) => {
    expect(problemsOf({ ...aProfile(), ...patch })).toEqual([problem]);
  });

  it.each([
    ['\u202D+49 30 123456\u202C', '+4930123456'],
    ['tel:+49-30-123456', '+4930123456'],
    ['+49 (0) 30 123456', '+4930123456'],
    ['030–123456', '030123456'],
    ['+34 600-111-222', '+34 600-111-222'],
    ['shop*1', 'shop*1'],
  ])('has the number that was pasted: %j', (pasted, number) => {
    expect(profileSchema.parse({ ...aProfile(), numbers: [pasted] }).numbers).toEqual([number]);
  });

  it('names parts that it does not know, for they may be slips of the pen', () => {
    const { vad } = aProfile();
    expect(problemsOf({ ...aProfile(), vad: { ...vad, silenceSecond: 1 }, colour: 'red' })).toEqual(
      [
        'vad.silenceSecond: is not part of a profile. Take it out.',
        'colour: is not part of a profile. Take it out.',
      ],
    );
  });

  it('lets the agent transfer only when there is somebody to transfer to', () => {
    const tools = { ...aProfile().tools, transferCall: true };
    expect(problemsOf(aProfile({ tools }))).toEqual([
      'transferTargets: must name somebody: the agent may transfer calls, but to nobody yet.',
    ]);
    const transferTargets = [{ name: 'sales', description: '', extension: '201' }];
    expect(problemsOf(aProfile({ tools, transferTargets }))).toEqual([]);
  });

  it('gives each target and each tool a name of its own', () => {
    const target = { name: 'Sales', description: '', extension: '201' };
    const http = [anHttpTool(), anHttpTool(), anHttpTool({ name: 'end_call' })];
    const profile = aProfile({
      transferTargets: [target, { ...target, name: 'sales' }],
      tools: { ...aProfile().tools, http },
    });
    expect(problemsOf(profile)).toEqual([
      'tools.http.1.name: is taken: another tool has the name order_status.',
      'tools.http.2.name: is taken: another tool has the name end_call.',
      'transferTargets.1.name: is taken: another target has this name.',
    ]);
  });
});

describe('a rule of a profile', () => {
  const problemsOfRule = (patch: object): readonly string[] =>
    problemsOf({ ...aProfile(), rules: [{ ...aRule(), ...patch }] });

  it('needs a reason and what to watch; it warns, once in a call, unless it says otherwise', () => {
    const watch = { kind: 'failures' };
    const { rules } = profileSchema.parse({ ...aProfile(), rules: [{ reason: ' Fails ', watch }] });
    expect(rules).toEqual([
      {
        reason: 'Fails',
        severity: 'warn',
        watch: { kind: 'failures', tool: null, times: 1 },
        act: { kind: 'notice' },
        againSeconds: null,
      },
    ]);
  });

  it.each([
    [
      { watch: { kind: 'silence', seconds: 0 } },
      'rules.0.watch.seconds: must be a whole number of',
    ],
    [{ watch: { kind: 'failures', times: 21 } }, 'rules.0.watch.times: must be a number, 1 to 20.'],
    [{ watch: { kind: 'words', phrases: [] } }, 'rules.0.watch.phrases: must be 1 to 50 words'],
    [{ watch: { kind: 'words', phrases: ['?'] } }, 'rules.0.watch.phrases.0: must hold a word'],
    [
      { watch: { kind: 'promise', phrases: ['*ly'] } },
      'rules.0.watch.phrases.0: has a * where none',
    ],
    [{ act: { kind: 'whisper', text: '' } }, 'rules.0.act.text: must be a text of 1 to 4000'],
    [
      { act: { kind: 'hand-over', target: 'x' } },
      'rules.0.act.target: must be the name of a transfer',
    ],
    [{ againSeconds: 0 }, 'rules.0.againSeconds: must be a whole number of seconds, 1 to 3600.'],
    [{ reason: '' }, 'rules.0.reason: must be a text of 1 to 120'],
  ])('says what is wrong with %j', (patch, problem) => {
    expect(problemsOfRule(patch)).toEqual([expect.stringContaining(problem)]);
  });

  it('has a reason that no other rule of the profile has', () => {
    expect(problemsOf({ ...aProfile(), rules: [aRule(), aRule()] })).toEqual([
      'rules.1.reason: is taken: another rule has this reason.',
    ]);
  });

  it('hands over to a transfer target of the profile', () => {
    const transferTargets = [{ name: 'desk', description: '', extension: '2002' }];
    const rules = [aRule({ act: { kind: 'hand-over', target: 'desk' } })];
    expect(problemsOf({ ...aProfile(), transferTargets, rules })).toEqual([]);
  });
});

describe('an HTTP tool of a profile', () => {
  it('may have a secret in a header only by name', () => {
    expect(problemsOfTool({ headers: { Authorization: `Bearer \${SHOP_TOKEN}` } })).toEqual([]);
    for (const name of ['Authorization', 'X-Api-Key', 'Cookie', 'X-Session-Token']) {
      expect(problemsOfTool({ headers: { [name]: 's3cret-s3cret' } })).toEqual([
        `tools.http.0.headers.${name}: must not hold the secret itself. Put it into HTTP_TOOL_SECRETS as NAME=value and write \${NAME} here.`,
      ]);
    }
  });

  it.each([
    [{ Host: 'x' }, 'is set by Cordboard itself'],
    [{ 'Content-Length': '5' }, 'is set by Cordboard itself'],
    [{ 'a b': 'x' }, 'has a name that no HTTP header can have'],
    [{ 'X-Shop': 'a\r\nb: c' }, 'may have plain ASCII signs only'],
    [{ 'X-Shop': `\${shop}` }, 'names a secret that cannot be'],
  ])('has headers that can be sent: %j is refused', (headers, problem) => {
    expect(problemsOfTool({ headers })).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    ['ftp://shop.example/x', 'must begin with https:// or http://.'],
    ['shop.example/x', 'must be a web address'],
    ['https://me:pass@shop.example/', 'must hold no user name and password'],
    ['https://shop.example/?api_key=abc', 'must hold no secret (api_key)'],
    ['https://{order}.example/', 'only in its path and its query'],
    ['https://shop.example/{order}#part', 'must hold no #'],
    ['https://shop.example/{orders}', 'the parameters have no property of that name'],
    ['https://shop.example/{lang}', 'must list it under "required"'],
  ])('has an address that can be asked: %s is refused', (url, problem) => {
    expect(problemsOfTool({ url })).toEqual([expect.stringContaining(problem)]);
  });

  it('may have places for facts of the call, and parameters that the agent does not give', () => {
    const url = 'https://shop.example/{order}/{caller.number}?tier={channel.TIER}&of={customer}';
    expect(problemsOfTool({ url, fromCall: { customer: '{caller.name}' } })).toEqual([]);
    expect(problemsOfTool({ fromCall: { 'a b': 'x' } })).toEqual([
      'tools.http.0.fromCall.a b: has a name that no parameter can have.',
    ]);
  });

  it.each([
    [{ type: 'string' }, 'must be a JSON Schema of an object'],
    [{ type: 'object', properties: { order: { type: 'STRING' } } }, 'must be a JSON Schema: '],
    [
      {
        type: 'object',
        properties: { order: { type: 'string', description: 'x'.repeat(10_000) } },
      },
      'must be at most 10000 characters of JSON',
    ],
  ])('has parameters that can be checked', (parameters, problem) => {
    expect(problemsOfTool({ parameters, url: 'https://shop.example/' })).toEqual([
      expect.stringContaining(problem),
    ]);
  });
});

describe('a look-up', () => {
  it('is a request by GET that takes 1.5 s at most, unless it says otherwise', () => {
    const { lookUp } = profileSchema.parse({
      ...aProfile(),
      lookUp: { url: 'https://a.example/' },
    });
    expect(lookUp).toEqual({
      ...{ method: 'GET', url: 'https://a.example/', headers: {}, fromCall: {} },
      ...{ timeoutMs: 1_500, facts: [] },
    });
  });

  it.each([
    [
      { timeoutMs: 1_501 },
      'lookUp.timeoutMs: must be a whole number of milliseconds, 100 to 1500.',
    ],
    [{ url: 'ftp://a.example/' }, /^lookUp\.url: /],
    [{ url: 'https://a.example/{nothing}' }, /^lookUp\.url: .*\{nothing\}/],
    [{ headers: { Authorization: 'Bearer abc' } }, /^lookUp\.headers\.Authorization: /],
    [
      { facts: ['a name'] },
      'lookUp.facts.0: must be the name of a fact: letters, digits and underscores, no digit first.',
    ],
  ])('is refused with %j', (patch, problem) => {
    const [found] = problemsOf(aProfile({ lookUp: aLookUp(patch) }));
    expect(found).toMatch(problem);
  });
});
