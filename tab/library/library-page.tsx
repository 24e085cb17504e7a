import { Button, Field, makeStyles, Select, tokens, typographyStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ResourceSummary, ResourceType } from '../../bot/api/contract.ts';
import { type ResourceFilter, resourcesQuery } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { AreaFilter, AreaLabel } from '../ui/area-label.tsx';
import { Filters } from '../ui/filters.tsx';
import { TextLink } from '../ui/link.tsx';
import { useMe } from '../ui/me.ts';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { NoLibrary, refused } from './no-library.tsx';
import { typeNames } from './types.ts';

const useStyles = makeStyles({
  fields: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  search: { maxWidth: '560px' },
  list: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  row: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    rowGap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  titleLink: {
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { color: tokens.colorBrandForegroundLink, textDecorationLine: 'underline' },
  },
  line: { margin: 0, color: tokens.colorNeutralForeground2, maxWidth: '75ch', overflowWrap: 'anywhere' },
  marks: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

export default function LibraryPage() {
  const styles = useStyles();
  const { can } = useMe();
  const [query, setQuery] = useSearchParams();
  // A new search field each time, without the words that the old one had not sent yet.
  const [cleared, setCleared] = useState(0);
  const filter = {
    search: query.get('search') ?? '',
    area: query.get('area') ?? '',
    type: query.get('type') ?? '',
  };
  const resources = useQuery(resourcesQuery(filter));
  const closed = refused(resources.error) || (resources.isPending && !can.openLibrary);
  const filtered = Object.values(filter).some(Boolean);
  const count = filtered && !resources.isPlaceholderData ? resources.data?.resources.length : undefined;
  useEffect(() => {
    if (count !== undefined) announce(count === 1 ? '1 document' : `${count} documents`);
  }, [count]);

  const change = (changed: Partial<ResourceFilter>) => {
    const values = Object.entries({ ...filter, ...changed }).filter(([, value]) => value);
    setQuery(Object.fromEntries(values), { replace: true });
  };
  const showEverything = () => {
    setQuery({}, { replace: true });
    setCleared(cleared + 1);
  };

  return (
    <Page title="Library" intro={resources.data && 'Reports, guides and summaries of the plan.'}>
      {!closed && (
        <>
          <search className={styles.search}>
            <SearchField
              label="Search the library"
              key={cleared}
              value={filter.search}
              onChange={(search) => change({ search })}
            />
          </search>
          <Filters active={filter.area !== '' || filter.type !== ''}>
            <AreaFilter value={filter.area} onChange={(area) => change({ area })} />
            <div className={styles.fields}>
              <Field label="Type">
                <Select value={filter.type} onChange={(_, { value }) => change({ type: value })}>
                  <option value="">All types</option>
                  {(Object.keys(typeNames) as ResourceType[]).map((type) => (
                    <option key={type} value={type}>
                      {typeNames[type]}
                    </option>
                  ))}
                </Select>
              </Field>
              <Button appearance="subtle" disabledFocusable={!filtered} onClick={showEverything}>
                Show everything
              </Button>
            </div>
          </Filters>
        </>
      )}
      {refused(resources.error) ? (
        <NoLibrary />
      ) : (
        <Loaded query={resources} skeleton={[96, 96, 96]}>
          {({ resources }) =>
            resources.length > 0 ? <Resources resources={resources} /> : <NoResources filtered={filtered} />
          }
        </Loaded>
      )}
    </Page>
  );
}

function Resources({ resources }: { resources: ResourceSummary[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {resources.map((resource) => (
        <li key={resource.id} className={styles.row}>
          <h2 className={styles.title}>
            <TextLink to={`/library/${resource.id}`} className={styles.titleLink}>
              {resource.title}
            </TextLink>
          </h2>
          <p className={styles.line}>{resource.summary}</p>
          <div className={styles.marks}>
            <AreaLabel id={resource.area} />
            <span className={styles.line}>
              {typeNames[resource.type]}, added {resource.added}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function NoResources({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Notice icon="search" heading="Nothing matches">
      <NoticeText>Try fewer words or another area, or show everything.</NoticeText>
    </Notice>
  ) : (
    <Notice icon="search" heading="The library is empty">
      <NoticeText>Documents appear here as soon as they are added.</NoticeText>
    </Notice>
  );
}
