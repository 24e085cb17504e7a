import { useNavigate } from 'react-router';
import type { EventToEdit } from '../../bot/api/contract-organising.ts';
import { Ask } from '../ui/box.tsx';
import { useAct } from '../ui/outcome.tsx';
import { NoticeText } from '../ui/states.tsx';
import { deleteDraft } from './queries.ts';

/** Deletes what nobody but coordinators has seen. */
export function DeleteDraft({ event, onClose }: { event: EventToEdit; onClose: () => void }) {
  const navigate = useNavigate();
  const { id, sessions } = event;
  const { title } = event.event;
  const remove = useAct(
    () => deleteDraft(id),
    () => {
      onClose();
      void navigate('/coordinate/events?show=drafts', { state: { said: `“${title}” is deleted.` } });
    },
  );
  return (
    <Ask
      title="Delete this draft?"
      act="Delete"
      word="delete"
      pending={remove.isPending}
      failure={remove.error}
      onAct={() => remove.mutate()}
      onClose={onClose}
    >
      <NoticeText>
        “{title}” goes{sessions.length > 1 ? `, with its ${sessions.length} sessions` : ''}. Members have not
        seen it.
      </NoticeText>
    </Ask>
  );
}
