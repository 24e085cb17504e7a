import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from './link.tsx';
import { outlookQuery } from './outlook.ts';
import { Notice, NoticeText } from './states.tsx';

/** Says that Outlook does not let us in any more, where bringing it up to date has just found that. */
export function OutlookNotice() {
  const { data } = useQuery({ ...outlookQuery, enabled: false });
  if (!data?.lost) return null;
  return (
    <Notice icon="warning" heading="Your bookings no longer go into Outlook">
      <NoticeText>They come by an e-mailed invitation again.</NoticeText>
      <ButtonLink to="/preferences">See why, and what you can do</ButtonLink>
    </Notice>
  );
}
