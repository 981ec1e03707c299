/** Which places flags name, and the flags that name what is left of them. */
import { expect, it } from 'vitest';
import { againCommands } from '../../../source/plan/account/place-commands.js';
import { wantedPlaces } from '../../../source/plan/account/wanted-places.js';
import { refusalOf } from '../../helpers/refused.js';

const [one, two] = ['111111111111', '222222222222'];

it('each account in each region, each once, and what was named twice is said', () => {
  const flags = {
    regions: ['eu-west-1', 'us-east-1', 'eu-west-1'],
    accounts: [one, two, one, one],
    roleName: 'Patching',
  };
  const { places, notes } = wantedPlaces(flags);
  expect(places.map(({ account, region, roleName }) => `${account} ${region} ${roleName}`)).toEqual([
    `${one} eu-west-1 Patching`,
    `${one} us-east-1 Patching`,
    `${two} eu-west-1 Patching`,
    `${two} us-east-1 Patching`,
  ]);
  expect(notes).toEqual([
    `${one} is named more than once; it counts once.`,
    'eu-west-1 is named more than once; it counts once.',
  ]);
  expect(wantedPlaces({})).toEqual({ places: [{}], notes: [] });
});

it.each([
  [{ accounts: [one] }, /--accounts needs the role/],
  [{ roleName: 'Patching' }, /needs the accounts/],
  [{ regions: ['eu-west-1', 'us-gov-west-1'] }, /eu-west-1 and us-gov-west-1 are in different AWS partitions/],
])('%j is refused', async (flags, message) => {
  expect(await refusalOf(Promise.resolve().then(() => wantedPlaces(flags)))).toMatchObject({
    message: expect.stringMatching(message),
    exitCode: 2,
  });
});

it.each([
  ['setup --yes', 'setup --yes'],
  ['-r eu-west-1 setup --accounts 1 --yes', 'setup --yes'],
  ['setup --region=a,b --role-name=X -z Europe/London --accounts=1,2', 'setup -z Europe/London'],
  ['cleanup --region a --only mw-1', 'cleanup --only mw-1'],
])('%s is done again in what is left', (typed, rest) => {
  const place = (account: string, region: string) => ({ account, region, roleName: 'Patching' });
  const places = [place(one, 'eu-west-1'), place(two, 'eu-west-1'), place('333333333333', 'us-east-1')];
  expect(againCommands(typed.split(' '), places)).toEqual([
    `ssm-patch-wizard ${rest} --accounts ${one},${two} --role-name Patching --region eu-west-1`,
    `ssm-patch-wizard ${rest} --accounts 333333333333 --role-name Patching --region us-east-1`,
  ]);
  const regions = [{ region: 'eu-west-1', account: one }, { region: 'us-east-1' }];
  expect(
    againCommands(
      typed.split(' '),
      regions.map(({ region }) => ({ region })),
    ),
  ).toEqual([`ssm-patch-wizard ${rest} --region eu-west-1,us-east-1`]);
});
