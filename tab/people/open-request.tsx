import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { AccessRequest } from '../../bot/api/contract-people.ts';
import { momentOf } from '../ui/dates.ts';
import { useHidden } from '../ui/hidden.ts';
import { Card } from '../ui/prose.tsx';
import { Quote } from '../ui/quote.tsx';
import { wishes } from './words.ts';

const useStyles = makeStyles({
  who: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
  words: { margin: 0, overflowWrap: 'anywhere' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

type OpenRequestProps = { request: AccessRequest; onDecide: (approve: boolean) => void };

/** Who asks, for what and why, with the two answers. */
export function OpenRequest({ request, onDecide }: OpenRequestProps) {
  const styles = useStyles();
  const hidden = useHidden();
  const { kind, name, email, post, organisation, reason, askedAt, tenantKnown, tenantId } = request;
  const where = [post, organisation?.name].filter(Boolean).join(', ');
  return (
    <Card>
      <div>
        <h3 className={styles.who}>{name}</h3>
        <p className={styles.words}>{[where, email].filter(Boolean).join(' · ')}</p>
      </div>
      <p className={styles.words}>
        {wishes[kind]}
        {kind === 'authority' && organisation ? `: ${organisation.name}` : ''}. Asked on {momentOf(askedAt)}.
        {!tenantKnown && ` We do not know the organisation that they sign in from (${tenantId}).`}
      </p>
      {reason && <Quote>{reason}</Quote>}
      <div className={styles.buttons}>
        <Button appearance="primary" onClick={() => onDecide(true)}>
          Approve<span className={hidden}> {name}</span>
        </Button>
        <Button onClick={() => onDecide(false)}>
          Refuse<span className={hidden}> {name}</span>
        </Button>
      </div>
    </Card>
  );
}
