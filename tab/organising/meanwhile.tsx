import { Button } from '@fluentui/react-components';
import { Notice, NoticeText } from '../ui/states.tsx';

/** Somebody else saved the same while it is being written here. */
export function Meanwhile({ onLook }: { onLook: () => void }) {
  return (
    <Notice icon="info" heading="Somebody has changed it meanwhile">
      <NoticeText>What you have written is not saved. It goes when you look at theirs.</NoticeText>
      <Button onClick={onLook}>Look at theirs</Button>
    </Notice>
  );
}
