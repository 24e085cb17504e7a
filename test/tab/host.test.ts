import assert from 'node:assert/strict';
import type { HostProblem } from '../../tab/host.ts';

describe('What Teams says when it gives no token', () => {
  let problemOf: (wording: string) => HostProblem;
  before(async () => {
    // The tab's code asks at once where it runs: here, in a plain browser.
    const window = {};
    Object.assign(globalThis, { window: Object.assign(window, { parent: window }) });
    ({ problemOf } = await import('../../tab/host.ts'));
    Reflect.deleteProperty(globalThis, 'window');
  });

  // Seen in Microsoft's documentation and in public code; no list of them is complete.
  const wordings: [string, HostProblem][] = [
    ['resourceRequiresConsent', 'consent'],
    ['resourceDisabled', 'consent'],
    ['invalid_resource', 'consent'],
    ['consent_required', 'consent'],
    [
      'invalid_grant: AADSTS65001: The user or administrator has not consented to use the application',
      'consent',
    ],
    ['AADSTS500011: The resource principal was not found in the tenant', 'consent'],
    ['resourceRequiresMfa', 'step-up'],
    ['tokenRevoked', 'step-up'],
    ['interaction_required', 'step-up'],
    ['InteractionRequired', 'step-up'],
    ['login_required', 'step-up'],
    ['invalid_grant', 'step-up'],
    ['AADSTS50076: Due to a configuration change you must use multi-factor authentication', 'step-up'],
    ['AADSTS700082: The refresh token has expired due to inactivity', 'step-up'],
    ['The token expired', 'step-up'],
    ['CancelledByUser', 'cancelled'],
    ['FailedToOpenWindow', 'cancelled'],
    ['AADSTS700016', 'consent'],
    ['internalError', 'failed'],
    ['', 'failed'],
  ];
  for (const [wording, problem] of wordings)
    it(`${wording || 'nothing'}: ${problem}`, () => assert.equal(problemOf(wording), problem));
});
