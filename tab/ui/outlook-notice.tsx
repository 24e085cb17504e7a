import { ButtonLink } from './link.tsx';
import { useMe } from './me.ts';
import { Notice, NoticeText } from './states.tsx';

/** Says that Outlook does not let us in any more, until the person has chosen again how bookings come. */
export function OutlookNotice() {
  if (!useMe().outlook.lost) return null;
  return (
    <Notice icon="warning" heading="Your bookings no longer go into Outlook">
      <NoticeText>They come by an e-mailed invitation again.</NoticeText>
      <ButtonLink to="/preferences">See why, and what you can do</ButtonLink>
    </Notice>
  );
}
