import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { ItemDetail } from '../../bot/api/contract.ts';
import { itemQuery } from '../api.ts';
import { AreaLabel } from '../ui/area-label.tsx';
import { EventList } from '../ui/event-row.tsx';
import { Facts } from '../ui/facts.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Paragraphs, Points } from '../ui/prose.tsx';
import { Section } from '../ui/section.tsx';
import { SourceLine } from '../ui/source-line.tsx';
import { Loaded } from '../ui/states.tsx';

const useStyles = makeStyles({
  lead: { display: 'flex', flexDirection: 'column', alignItems: 'start', rowGap: tokens.spacingVerticalM },
  networks: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM, margin: 0 },
  network: { fontWeight: tokens.fontWeightSemibold },
  about: { margin: 0, maxWidth: '70ch' },
  links: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
  link: { minHeight: '24px', marginBottom: tokens.spacingVerticalXS },
});

export default function ItemPage() {
  const { id = '' } = useParams();
  const item = useQuery(itemQuery(id));
  return (
    <Page
      title={item.data?.title ?? 'Programme'}
      loading={item.isPending}
      back={{ to: '/programmes', text: 'All programmes' }}
    >
      <Loaded query={item} what="part of the plan" skeleton={[60, 120, 120]}>
        {(item) => <Detail item={item} />}
      </Loaded>
    </Page>
  );
}

function Detail({ item }: { item: ItemDetail }) {
  const styles = useStyles();
  return (
    <>
      <div className={styles.lead}>
        <AreaLabel id={item.area} />
        <Paragraphs lines={item.summary} />
        <ButtonLink
          to={`/home?ask=${encodeURIComponent(`Tell me about ${item.title}`)}`}
          appearance="primary"
        >
          Ask about this
        </ButtonLink>
      </div>
      <SectionOfPoints heading="What will be done" lines={item.actions} />
      <SectionOfPoints heading="Why" lines={item.reasons} />
      <SectionOfPoints heading="Figures and dates" lines={item.figures} />
      {item.events.length > 0 && (
        <Section heading="Events">
          <EventList events={item.events} />
        </Section>
      )}
      {item.networks.length > 0 && (
        <Section heading="Networks">
          <dl className={styles.networks}>
            {item.networks.map(({ id, name, about }) => (
              <div key={id}>
                <dt className={styles.network}>{name}</dt>
                <dd className={styles.about}>{about.join(' ')}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      {item.related.length > 0 && (
        <Section heading="Related">
          <ul className={styles.links}>
            {item.related.map(({ id, title }) => (
              <li key={id} className={styles.link}>
                <TextLink to={`/programmes/${id}`}>{title}</TextLink>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Facts
        facts={[
          ['Who leads', item.lead],
          ['Partners', item.partners.map(({ name }) => name).join(', ')],
          ['Please note', item.caution],
          ['Source', <SourceLine key="source" source={item.source} />],
        ]}
      />
    </>
  );
}

function SectionOfPoints({ heading, lines }: { heading: string; lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <Section heading={heading}>
      <Points lines={lines} />
    </Section>
  );
}
