import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { Announcement } from '../../bot/api/contract.ts';
import { Card, Points } from '../ui/prose.tsx';
import { AnnouncementText } from './announcement-text.tsx';
import { peopleWords } from './audience.ts';

const useStyles = makeStyles({
  facts: { margin: 0, color: tokens.colorNeutralForeground2 },
  counts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXL}`,
    margin: 0,
  },
  count: { display: 'flex', flexDirection: 'column-reverse' },
  number: { ...typographyStyles.subtitle1, margin: 0 },
  failures: { margin: 0, fontWeight: tokens.fontWeightSemibold },
});

/** What was sent, to whom, and how far it has got. */
export function SentAnnouncement({ announcement }: { announcement: Announcement }) {
  const styles = useStyles();
  const { title, body, audienceText, critical, author, sentText, counts, failures } = announcement;
  const shown: [string, number][] = [
    ['People', counts.people],
    ['Waiting', counts.waiting],
    ['Sent', counts.sent],
    ['Failed', counts.failed],
    ['Unconfirmed', counts.unconfirmed],
  ];
  return (
    <Card>
      <AnnouncementText title={title} body={body} />
      <p className={styles.facts}>
        To: {audienceText}. Sent by {author}, {sentText}.
        {critical && ' Critical: sent at once, whatever people prefer.'}
      </p>
      <dl className={styles.counts}>
        {shown.map(([name, count]) => (
          <div key={name} className={styles.count}>
            <dt>{name}</dt>
            <dd className={styles.number}>{count}</dd>
          </div>
        ))}
      </dl>
      {counts.unconfirmed > 0 && (
        <p className={styles.facts}>
          Unconfirmed: we stopped while sending to {peopleWords(counts.unconfirmed)} and cannot tell whether
          it arrived. It is not sent to them again.
        </p>
      )}
      {failures.length > 0 && (
        <div>
          <p className={styles.failures}>Why some failed</p>
          <Points lines={failures.map(({ reason, people }) => `${reason} (${peopleWords(people)})`)} />
        </div>
      )}
    </Card>
  );
}
