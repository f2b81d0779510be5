import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RequestInput } from '#contract/requests';
import { cordboardError } from '#main/util/errors';
import { phrase } from '#model/phrases/phrase';
import { saying } from '#support/phrases';
import { anHttpTool, aProfile } from '#support/profiles';
import type { FakeBridge } from '#support/window/fakeBridge';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

let bridge: FakeBridge;

/** Opens the screen with a second profile beside the default one. */
beforeEach(async () => {
  bridge = await renderApp();
  const { profiles } = bridge.profiles.list;
  bridge.profiles.list = {
    problem: null,
    profiles: [...profiles, aProfile({ numbers: ['1000'], greeting: 'Hello.' })],
  };
  await show('Profiles');
});

async function show(name: string): Promise<void> {
  fireEvent.click(within(screen.getByRole('navigation', { name: 'Screens' })).getByText(name));
  await settle();
}

/** By what stands on it: asking for roles takes long in a form of this size. */
function button(name: string | RegExp): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find((each) => {
    const label = each.getAttribute('aria-label') ?? each.textContent;
    return typeof name === 'string' ? label === name : name.test(label);
  });
  if (found === undefined) {
    throw new Error(`there is no button ${String(name)}`);
  }
  return found;
}

async function press(name: string | RegExp): Promise<void> {
  fireEvent.click(button(name));
  await settle();
}

/** A field by its label, the first of that name. */
function field(name: string): HTMLInputElement {
  const label = [...document.querySelectorAll('label')].find((each) => each.textContent === name);
  const found = document.getElementById(label?.htmlFor ?? '');
  if (found === null) {
    throw new Error(`there is no field ${name}`);
  }
  return found as HTMLInputElement;
}

function type(label: string, value: string): void {
  fireEvent.change(field(label), { target: { value } });
}

/** What a screen reader says of a field beyond its name. */
const described = (label: string) =>
  (field(label).getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ');

const lastSaved = () => {
  const sent = bridge.requests.findLast(({ name }) => name === 'profiles:save');
  return (sent?.input as RequestInput<'profiles:save'> | undefined)?.profile;
};

describe('the profiles', () => {
  it('are listed, and the first one is open', () => {
    const list = within(screen.getByRole('navigation', { name: 'List of profiles' }));
    expect(list.getByRole('button', { current: true }).textContent).toContain('Default');
    expect(list.getByText('1000')).toBeTruthy();
    expect(field('Name').value).toBe('Default');
    expect(field('Id').disabled).toBe(true);
    expect(screen.queryByText('Remove')).toBeNull();
  });

  it('are changed and saved', async () => {
    await press(/^Sales/);
    type('System instruction', 'Sell.');
    type('Longest call', '90');
    fireEvent.click(field('Take a message'));
    await press('Save');
    expect(lastSaved()).toEqual(
      aProfile({
        numbers: ['1000'],
        greeting: 'Hello.',
        systemInstruction: 'Sell.',
        maxCallSeconds: 90,
        tools: { ...aProfile().tools, takeMessage: true },
      }),
    );
    expect(screen.getByText(/^Saved\./)).toBeTruthy();
    expect(button('Save').disabled).toBe(true);
  });

  it('show the placeholders that there are, with the channel variables that are named', async () => {
    await press(/^Sales/);
    expect(screen.getByText(/\{caller\.number\}.*\{profile\.name\}$/)).toBeTruthy();
    type('Channel variables', 'CUSTOMER\n');
    expect(screen.getByText(/\{profile\.name\} \{channel\.CUSTOMER\}$/)).toBeTruthy();
    fireEvent.click(field('Earlier calls with this number'));
    await press('Add an HTTP tool');
    type('Parameters from the call', 'customer: {channel.CUSTOMER}');
    await press('Save');
    expect(lastSaved()).toMatchObject({
      channelVariables: ['CUSTOMER'],
      earlierCalls: true,
      tools: { http: [{ fromCall: { customer: '{channel.CUSTOMER}' } }] },
    });
  });

  it('say what is told first, what becomes of keys, and what a mailbox gets', async () => {
    await press(/^Sales/);
    type('That it is an AI', 'words');
    type('The sentence', 'I am a robot.');
    type('Keys that the caller presses', 'secret');
    type('When a mailbox answers our call', 'leave-text');
    type('Text for the mailbox', 'Please call back.');
    await press('Save');
    expect(lastSaved()).toMatchObject({
      disclosure: 'I am a robot.',
      keys: 'secret',
      mailbox: { kind: 'leave-text', text: 'Please call back.' },
    });
  });

  it('say what is written down of each call after its end', async () => {
    await press(/^Sales/);
    expect(screen.queryByRole('textbox', { name: 'Outcomes' })).toBeNull();
    fireEvent.click(field('Sum up each call'));
    type('Outcomes', 'sold\ncall back');
    await press('Add a field');
    const item = within(screen.getByRole('group', { name: 'New field' }));
    const put = (label: string, value: string): void => {
      fireEvent.change(item.getByLabelText(label), { target: { value } });
    };
    put('Name', 'size');
    put('Type', 'choice');
    put('Choices', 'S\nL');
    fireEvent.click(item.getByLabelText('In every call'));
    expect(await axeFaults()).toEqual([]);
    await press('Save');
    expect(lastSaved()).toMatchObject({
      summary: {
        on: true,
        outcomes: ['sold', 'call back'],
        fields: [{ name: 'size', type: 'choice', choices: ['S', 'L'], required: true }],
      },
    });
  });

  it('are saved by the keyboard', async () => {
    await press(/^Sales/);
    type('Name', 'Shop');
    fireEvent.keyDown(field('Name'), { key: 's', ctrlKey: true });
    await settle();
    expect(lastSaved()).toMatchObject({ id: 'sales', name: 'Shop' });
  });

  it('are made anew, their id following the name until it is written by hand', async () => {
    await press('New profile');
    type('Name', 'Night shift');
    expect(field('Id').value).toBe('night-shift');
    type('Id', 'night');
    type('Name', 'Night');
    expect(field('Id').value).toBe('night');
    await press('Save');
    expect(lastSaved()).toMatchObject({ id: 'night', name: 'Night' });
    expect(field('Id').disabled).toBe(true);
  });

  it('are not overwritten by a new one with their id', async () => {
    await press('New profile');
    type('Name', 'Sales');
    await press('Save');
    expect(lastSaved()).toBeUndefined();
    expect(described('Id')).toMatch(/Another profile has this id already/);
  });

  it('are copied', async () => {
    await press(/^Sales/);
    await press('Duplicate');
    expect(field('Name').value).toBe('Sales copy');
    expect(field('Dialled numbers').value).toBe('');
    await press('Save');
    expect(lastSaved()).toMatchObject({ id: 'sales-copy', greeting: 'Hello.', numbers: [] });
  });

  it('are removed after a question, the focus being on keeping them', async () => {
    await press(/^Sales/);
    await press('Remove');
    expect(document.activeElement?.textContent).toBe('Keep it');
    fireEvent.click(within(screen.getByRole('alertdialog')).getByText('Remove'));
    await settle();
    expect(bridge.sent).toContain('profiles:remove');
    expect(() => button(/^Sales/)).toThrow();
    expect(field('Name').value).toBe('Default');
  });
});

describe('what is wrong with a profile', () => {
  it('stands at its fields, and the first one gets the focus', async () => {
    await press(/^Sales/);
    type('Speech that counts', '9');
    bridge.profiles.refusal = {
      ...cordboardError('invalid-input', saying('')),
      problems: [
        { path: 'vad.speechSeconds', phrase: phrase('profile.number', { min: 0.02, max: 2 }) },
        {
          path: 'numbers.0',
          phrase: phrase('profile.number-taken', { number: '1000', name: 'Shop' }),
        },
      ],
    };
    await press('Save');
    expect(described('Speech that counts')).toMatch(/Must be a number, 0.02 to 2/);
    expect(document.activeElement).toBe(field('Dialled numbers'));
    expect(field('Dialled numbers').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('Not saved: 2 things must be mended.')).toBeTruthy();
    bridge.profiles.refusal = null;
    await press('Save');
    expect(document.querySelector('[aria-invalid="true"]')).toBeNull();
  });

  it('may be the disk: the reason is shown, and the changes stay', async () => {
    bridge.failNext('profiles:save', 'The disk is full.');
    type('Name', 'Standard');
    await press('Save');
    expect(screen.getByRole('alert').textContent).toContain('The disk is full.');
    expect(field('Name').value).toBe('Standard');
  });

  it('was in their file, which is said as long as it is so', async () => {
    bridge.profiles.list = { ...bridge.profiles.list, problem: saying('The file was damaged.') };
    await show('Live');
    await show('Profiles');
    expect(screen.getByText('The file was damaged.')).toBeTruthy();
  });

  it('may be that they cannot be read, which can be tried again', async () => {
    bridge.failNext('profiles:list', 'Not now.');
    await show('Live');
    await show('Profiles');
    expect(screen.getByRole('alert').textContent).toContain('Not now.');
    await press('Try again');
    expect(field('Name').value).toBe('Default');
  });
});

describe('changes that are not saved', () => {
  it('are not lost by opening another profile without a question', async () => {
    type('Name', 'Standard');
    await press(/^Sales/);
    const question = within(screen.getByRole('alertdialog'));
    fireEvent.click(question.getByText('Keep editing'));
    await settle();
    expect(field('Name').value).toBe('Standard');
    await press(/^Sales/);
    fireEvent.click(within(screen.getByRole('alertdialog')).getByText('Discard changes'));
    await settle();
    expect(field('Name').value).toBe('Sales');
  });

  it('stay when somebody else changes the profiles, whose list is shown at once', async () => {
    type('Name', 'Standard');
    await bridge.profiles.save(aProfile({ id: 'night', name: 'Night' }));
    bridge.tellProfilesChanged();
    await settle();
    expect(button(/^Night/)).toBeTruthy();
    expect(field('Name').value).toBe('Standard');
  });

  it('are still there after another screen was shown', async () => {
    type('Name', 'Standard');
    await show('History');
    await show('Profiles');
    expect(field('Name').value).toBe('Standard');
    expect(screen.getByText('There are changes that are not saved.')).toBeTruthy();
    await press('Discard changes');
    expect(field('Name').value).toBe('Default');
  });
});

describe('the tools and targets of a profile', () => {
  it('are added, filled in and removed', async () => {
    await press('Add a target');
    const target = within(screen.getByRole('group', { name: 'New target' }));
    fireEvent.change(target.getByLabelText('Name'), { target: { value: 'sales' } });
    fireEvent.change(target.getByLabelText('Extension'), { target: { value: '201' } });
    await press('Add an HTTP tool');
    const tool = within(screen.getByRole('group', { name: 'New tool' }));
    const put = (label: string, value: string) =>
      fireEvent.change(tool.getByLabelText(label), { target: { value } });
    put('Function name', 'order_status');
    put('Description', 'Tells where an order is.');
    put('Parameters', JSON.stringify(anHttpTool().parameters));
    put('Address', 'https://shop.example/orders/{order}');
    put('Headers', `Authorization: Bearer \${SHOP_TOKEN}\n`);
    await press('Save');
    expect(lastSaved()).toMatchObject({
      transferTargets: [{ name: 'sales', description: '', extension: '201' }],
      tools: { http: [anHttpTool({ headers: { Authorization: `Bearer \${SHOP_TOKEN}` } })] },
    });
    await press('Remove order_status');
    await press('Remove sales');
    await press('Save');
    expect(lastSaved()).toMatchObject({ transferTargets: [], tools: { http: [] } });
  });
});

describe('the rules of a profile', () => {
  const group = (name: string) => within(screen.getByRole('group', { name }));
  const groups = () =>
    [...document.querySelectorAll('fieldset.profile-item legend')].map((each) => each.textContent);

  /** Adds a rule and gives it a reason. */
  async function addRule(reason: string) {
    await press('Add a rule');
    const put = group('New rule').getByLabelText('Reason');
    fireEvent.change(put, { target: { value: reason } });
    await settle();
    return group(reason);
  }

  it('are added, filled in, ordered and removed', async () => {
    await press('Add a target');
    fireEvent.change(group('New target').getByLabelText('Name'), { target: { value: 'desk' } });
    const refund = await addRule('Asks for a refund');
    const put = (label: string, value: string) =>
      fireEvent.change(refund.getByLabelText(label), { target: { value } });
    put('Of whom', 'caller');
    put('Words and phrases', 'refund\n\nmoney back ');
    put('Does', 'hand-over');
    await settle();
    put('To whom', 'desk');
    const silence = await addRule('Silence');
    fireEvent.change(silence.getByLabelText('Watches for'), { target: { value: 'silence' } });
    await settle();
    fireEvent.change(silence.getByLabelText('For'), { target: { value: '45' } });
    fireEvent.change(silence.getByLabelText('Again after'), { target: { value: '60' } });
    button('Move Silence up').focus();
    await press('Move Silence up');
    await press('Move Silence up');
    expect(document.activeElement).toBe(button('Move Silence up'));
    await press('Save');
    expect(lastSaved()).toMatchObject({
      rules: [
        {
          reason: 'Silence',
          watch: { kind: 'silence', of: 'both', seconds: 45 },
          act: { kind: 'notice' },
          againSeconds: 60,
        },
        {
          reason: 'Asks for a refund',
          severity: 'warn',
          watch: { kind: 'words', of: 'caller', phrases: ['refund', 'money back'] },
          act: { kind: 'hand-over', target: 'desk' },
          againSeconds: null,
        },
      ],
    });
    await press('Remove Asks for a refund');
    expect(groups()).toEqual(['desk', 'Silence']);
  });

  it.each(['words', 'promise', 'failures', 'silence'])(
    'have no accessibility faults: %s',
    async (watch) => {
      const rule = await addRule('Rule');
      fireEvent.change(rule.getByLabelText('Watches for'), { target: { value: watch } });
      fireEvent.change(rule.getByLabelText('Does'), { target: { value: 'whisper' } });
      await settle();
      expect(await axeFaults()).toEqual([]);
    },
  );
});

describe('the screen of profiles', () => {
  it('has no accessibility faults, its questions included', async () => {
    await press('Add a target');
    await press('Add an HTTP tool');
    expect(await axeFaults()).toEqual([]);
    await press(/^Sales/);
    expect(await axeFaults()).toEqual([]);
  });
});
