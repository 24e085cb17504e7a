import type { ComponentType } from 'react';
import { useParams } from 'react-router';
import { CoordinatePage } from '../ui/coordinate.tsx';
import { Page } from '../ui/page.tsx';
import { NotFound } from '../ui/states.tsx';
import { Drafts } from './drafts.tsx';
import { Knows } from './knows.tsx';
import { Open } from './open.tsx';
import { Unanswered } from './unanswered.tsx';
import { Unhelpful } from './unhelpful.tsx';

type Section = { title: string; intro: string; Content: ComponentType };

const sections: Record<string, Section> = {
  open: {
    title: 'Questions',
    intro: 'What members ask people. Whoever asked gets the answer in Teams.',
    Content: Open,
  },
  unanswered: {
    title: 'Unanswered',
    intro: 'What the bot could not answer in the last 90 days, most often asked first.',
    Content: Unanswered,
  },
  unhelpful: {
    title: 'Unhelpful',
    intro: 'Answers that somebody marked as unhelpful, latest first.',
    Content: Unhelpful,
  },
  drafts: {
    title: 'Drafts',
    intro: 'Answers that the bot does not use yet: somebody else looks at them first.',
    Content: Drafts,
  },
  knows: {
    title: 'What the bot knows',
    intro: 'Everything that the bot answers from. A change counts from the next question on.',
    Content: Knows,
  },
};

export default function QuestionsPage() {
  const { section: name = 'open' } = useParams();
  const section = Object.hasOwn(sections, name) ? sections[name] : undefined;
  if (!section)
    return (
      <Page title="Page not found" back={{ to: '/coordinate/questions', text: 'Questions' }}>
        <NotFound what="page" />
      </Page>
    );
  const { title, intro, Content } = section;
  return (
    <CoordinatePage title={title} intro={intro} needs="answer" at={`/coordinate/questions/${name}`}>
      <Content key={name} />
    </CoordinatePage>
  );
}
