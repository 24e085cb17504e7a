import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Colleague } from '../../bot/api/contract-events.ts';
import { colleaguesQuery } from '../api.ts';
import { SearchField } from './search-field.tsx';
import { Loaded, NoticeText } from './states.tsx';

type ColleagueFieldProps = {
  chosen: Colleague | undefined;
  onChoose: (colleague: Colleague) => void;
  problem?: string | undefined;
};

/** Finds somebody of one's own authority by a few letters of their name. */
export function ColleagueField({ chosen, onChoose, problem }: ColleagueFieldProps) {
  const [search, setSearch] = useState('');
  const found = useQuery(colleaguesQuery(search));
  return (
    <>
      <SearchField label="Search for a colleague" value={search} onChange={setSearch} />
      <Loaded query={found} skeleton={[32, 32]}>
        {({ colleagues }) => {
          const others = colleagues.filter(({ id }) => id !== chosen?.id);
          const listed = chosen ? [chosen, ...others] : others;
          if (listed.length === 0)
            return (
              <NoticeText>
                {search
                  ? 'We know no colleague of that name. They must have opened this app once.'
                  : 'None of your colleagues has opened this app yet.'}
              </NoticeText>
            );
          return (
            <Field label="Colleague" required validationMessage={problem}>
              <RadioGroup
                value={chosen?.id ?? ''}
                onChange={(_, { value }) => {
                  const colleague = listed.find(({ id }) => id === value);
                  if (colleague) onChoose(colleague);
                }}
              >
                {listed.map(({ id, name, post }) => (
                  <Radio key={id} value={id} label={post ? `${name}, ${post}` : name} />
                ))}
              </RadioGroup>
            </Field>
          );
        }}
      </Loaded>
    </>
  );
}
