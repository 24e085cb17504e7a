import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { Area, ItemSummary } from '../../bot/api/contract.ts';
import { itemsQuery } from '../api.ts';
import { AreaFilter } from '../ui/area-label.tsx';
import { areaStyle } from '../ui/areas.ts';
import { Filters } from '../ui/filters.tsx';
import { Icon } from '../ui/icon.tsx';
import { TextLink } from '../ui/link.tsx';
import { useMe } from '../ui/me.ts';
import { Page } from '../ui/page.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';

const useStyles = makeStyles({
  area: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  head: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
  },
  badge: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: '40px',
    height: '40px',
    borderRadius: tokens.borderRadiusLarge,
    color: 'var(--ink)',
    backgroundColor: 'var(--tint)',
    border: `1px solid ${tokens.colorTransparentStroke}`,
  },
  name: { ...typographyStyles.subtitle1, margin: 0, overflowWrap: 'anywhere' },
  summary: {
    margin: 0,
    gridColumn: '1 / -1',
    color: tokens.colorNeutralForeground2,
    maxWidth: '70ch',
    paddingTop: tokens.spacingVerticalS,
  },
  items: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 300px), 1fr))',
    gap: tokens.spacingHorizontalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  item: {
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeft: '4px solid var(--ink)',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  titleLink: {
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { color: tokens.colorBrandForegroundLink, textDecorationLine: 'underline' },
  },
  line: {
    margin: `${tokens.spacingVerticalXS} 0 0`,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
});

export default function ProgrammesPage() {
  const [query, setQuery] = useSearchParams();
  const chosen = query.get('area') ?? '';
  const { areas } = useMe();
  const items = useQuery(itemsQuery);
  return (
    <Page title="Programmes" intro="What is planned in each area, why, and who leads it.">
      <Filters active={chosen !== ''}>
        <AreaFilter value={chosen} onChange={(area) => setQuery(area ? { area } : {}, { replace: true })} />
      </Filters>
      <Loaded query={items} skeleton={[40, 96, 96, 96]}>
        {({ items }) => {
          const shown = areas
            .filter(({ id }) => chosen === '' || id === chosen)
            .map((area) => ({ area, items: items.filter((item) => item.area === area.id) }))
            .filter(({ items }) => items.length > 0);
          return shown.length > 0 ? (
            shown.map((part) => <AreaPlan key={part.area.id} {...part} />)
          ) : (
            <NoItems />
          );
        }}
      </Loaded>
    </Page>
  );
}

function AreaPlan({ area, items }: { area: Area; items: ItemSummary[] }) {
  const styles = useStyles();
  const heading = `area-${area.id}`;
  return (
    <section className={styles.area} style={areaStyle(area)} aria-labelledby={heading}>
      <div className={styles.head}>
        <span className={styles.badge}>
          <Icon name={area.icon} size={22} />
        </span>
        <h2 id={heading} className={styles.name}>
          {area.name}
        </h2>
        <p className={styles.summary}>{area.summary}</p>
      </div>
      <ul className={styles.items}>
        {items.map((item) => (
          <li key={item.id} className={styles.item}>
            <h3 className={styles.title}>
              <TextLink to={`/programmes/${item.id}`} className={styles.titleLink}>
                {item.title}
              </TextLink>
            </h3>
            <p className={styles.line}>{item.summary}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoItems() {
  return (
    <Notice icon="info" heading="Nothing is planned here yet">
      <NoticeText>Choose another area, or all areas.</NoticeText>
    </Notice>
  );
}
