import type { ComponentType } from 'react';
import { useParams } from 'react-router';
import type { Right } from '../../bot/api/contract.ts';
import { CoordinatePage } from '../ui/coordinate.tsx';
import { Page } from '../ui/page.tsx';
import { NotFound } from '../ui/states.tsx';
import { Audiences } from './audiences.tsx';
import { Audit } from './audit.tsx';
import { Authorities } from './authorities.tsx';
import { Contacts } from './contacts.tsx';
import { Members } from './members.tsx';
import { Networks } from './networks.tsx';
import { Requests } from './requests.tsx';
import { Roles } from './roles.tsx';

type Section = { title: string; intro: string; needs: Right; Content: ComponentType };

const sections: Record<string, Section> = {
  requests: {
    title: 'Requests',
    intro: 'People who ask to be let in, or to open the library.',
    needs: 'vouch',
    Content: Requests,
  },
  members: {
    title: 'Members',
    intro: 'Everybody who has opened the app, and what they may open.',
    needs: 'vouch',
    Content: Members,
  },
  authorities: {
    title: 'Authorities',
    intro: 'Who has signed the Data Sharing Protocol, and where their people sign in.',
    needs: 'managePeople',
    Content: Authorities,
  },
  contacts: {
    title: 'Contacts',
    intro: 'People you know of. Each is matched to their post when they first open the app.',
    needs: 'managePeople',
    Content: Contacts,
  },
  networks: {
    title: 'Networks',
    intro: 'Who is in each network, and which are by invitation.',
    needs: 'managePeople',
    Content: Networks,
  },
  audiences: {
    title: 'Audiences',
    intro: 'Groups of people to send announcements to.',
    needs: 'announce',
    Content: Audiences,
  },
  roles: {
    title: 'Roles',
    intro: 'What somebody may do here. A role holds from the next thing they do.',
    needs: 'administer',
    Content: Roles,
  },
  audit: {
    title: 'Audit log',
    intro: 'Who changed what. Nothing in it can be changed or removed.',
    needs: 'administer',
    Content: Audit,
  },
};

export default function PeoplePage() {
  const { section: name = 'requests' } = useParams();
  const section = Object.hasOwn(sections, name) ? sections[name] : undefined;
  if (!section)
    return (
      <Page title="Page not found" back={{ to: '/coordinate/people', text: 'People and access' }}>
        <NotFound what="page" />
      </Page>
    );
  const { title, intro, needs, Content } = section;
  return (
    <CoordinatePage title={title} intro={intro} needs={needs} at={`/coordinate/people/${name}`}>
      <Content key={name} />
    </CoordinatePage>
  );
}
