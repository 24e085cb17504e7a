import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { encode } from 'uqr';
import { bookingQuery } from '../api.ts';
import { Box } from '../ui/box.tsx';
import { Loaded, NoticeText } from '../ui/states.tsx';

const useStyles = makeStyles({
  // Cameras want black on white, whatever the theme.
  code: {
    alignSelf: 'center',
    width: '240px',
    maxWidth: '100%',
    padding: tokens.spacingHorizontalM,
    backgroundColor: '#ffffff',
    forcedColorAdjust: 'none',
  },
  letters: { ...typographyStyles.subtitle2, margin: 0, textAlign: 'center' },
});

type DoorCodeProps = { title: string; bookingId: string; onClose: () => void };

/** What the desk at the door scans, or reads. */
export default function DoorCode({ title, bookingId, onClose }: DoorCodeProps) {
  const booking = useQuery(bookingQuery(bookingId));
  return (
    <Box title="Your code for the door" onClose={onClose}>
      <NoticeText>{title}</NoticeText>
      <Loaded query={booking} what="code" skeleton={[240]}>
        {({ code }) =>
          code ? (
            <Drawn code={code} />
          ) : (
            <NoticeText>You need no code for this. Say your name at the door.</NoticeText>
          )
        }
      </Loaded>
    </Box>
  );
}

function Drawn({ code }: { code: string }) {
  const styles = useStyles();
  // The desk's phone opens it where people are checked in.
  const { data, size } = encode(`${location.origin}/check-in/${code}`);
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <>
      <svg role="img" aria-label="QR code" viewBox={`0 0 ${size} ${size}`} className={styles.code}>
        <path d={path} fill="#000000" shapeRendering="crispEdges" />
      </svg>
      <p className={styles.letters}>{code}</p>
    </>
  );
}
