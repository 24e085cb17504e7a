import { Select, type SelectProps } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { AnnouncementAudience } from '../../bot/api/contract.ts';
import { useMe } from '../ui/me.ts';
import { savedQuery } from './audience.ts';

type AudienceSelectProps = Omit<SelectProps, 'onChange' | 'value'> & {
  audience: AnnouncementAudience;
  onChange: (audience: AnnouncementAudience) => void;
};

/** Everyone, the followers of an area, or an audience that was saved. */
export function AudienceSelect({ audience, onChange, ...props }: AudienceSelectProps) {
  const { areas } = useMe();
  const saved = useQuery(savedQuery);
  const choices: AnnouncementAudience[] = [
    { kind: 'everyone' },
    ...areas.map(({ id }) => ({ kind: 'area' as const, area: id })),
    ...(saved.data?.audiences ?? []).map(({ id }) => ({ kind: 'saved' as const, audience: id })),
  ];
  // What was chosen stays chosen while the list loads, and after somebody took it away: sending then says so.
  if (audience.kind === 'saved' && !choices.some((each) => optionOf(each) === optionOf(audience)))
    choices.push(audience);
  const nameOf = (choice: AnnouncementAudience): string => {
    if (choice.kind === 'everyone') return 'Everyone';
    if (choice.kind === 'area') return `Followers of ${areas.find(({ id }) => id === choice.area)?.name}`;
    return saved.data?.audiences.find(({ id }) => id === choice.audience)?.name ?? 'A saved audience';
  };
  const options = (kind: AnnouncementAudience['kind']) =>
    choices
      .filter((choice) => choice.kind === kind)
      .map((choice) => (
        <option key={optionOf(choice)} value={optionOf(choice)}>
          {nameOf(choice)}
        </option>
      ));
  return (
    <Select
      {...props}
      value={optionOf(audience)}
      onChange={(_, { value }) => onChange(choices.find((choice) => optionOf(choice) === value)!)}
    >
      {options('everyone')}
      <optgroup label="Areas">{options('area')}</optgroup>
      {choices.some(({ kind }) => kind === 'saved') && (
        <optgroup label="Saved audiences">{options('saved')}</optgroup>
      )}
    </Select>
  );
}

const optionOf = (audience: AnnouncementAudience): string =>
  audience.kind === 'saved' ? audience.audience : audience.kind === 'area' ? audience.area : '';
