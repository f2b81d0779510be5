import { afterEach, expect, it } from 'vitest';
import { axeFaults } from '../../support/window/renderApp';

afterEach(() => {
  document.body.innerHTML = '';
});

it('finds faults, so that a clean result means something', async () => {
  document.body.innerHTML = '<button></button><div role="grid"><div role="gridcell"></div></div>';
  const faults = (await axeFaults()).join('\n');
  expect(faults).toContain('button-name');
  expect(faults).toContain('aria-required-parent');
});
