import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { ResourceDetail } from '../../bot/api/contract.ts';
import { downloadFile, resourceQuery } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { AreaLabel } from '../ui/area-label.tsx';
import { later } from '../ui/code.tsx';
import { OutsideLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Card, Paragraphs } from '../ui/prose.tsx';
import { describe, Loaded, NoticeText, Skeleton } from '../ui/states.tsx';
import { NoLibrary, refused } from './no-library.tsx';
import { typeNames } from './types.ts';

// Markdown is heavy, and most visits to the library do not open a document.
const DocumentText = later(() => import('./document-text.tsx'));

const useStyles = makeStyles({
  marks: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  download: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

export default function ResourcePage() {
  const { id = '' } = useParams();
  const resource = useQuery(resourceQuery(id));
  return (
    <Page
      title={resource.data?.title ?? 'Library'}
      loading={resource.isPending}
      back={{ to: '/library', text: 'Library' }}
    >
      {refused(resource.error) ? (
        <NoLibrary />
      ) : (
        <Loaded query={resource} what="document" skeleton={[24, 40, 320]}>
          {(resource) => <Resource resource={resource} />}
        </Loaded>
      )}
    </Page>
  );
}

function Resource({ resource }: { resource: ResourceDetail }) {
  const styles = useStyles();
  return (
    <>
      <div className={styles.marks}>
        <AreaLabel id={resource.area} />
        <span>
          {typeNames[resource.type]}, added {resource.added}
        </span>
      </div>
      <Paragraphs lines={[resource.summary]} />
      {resource.url && (
        <p style={{ margin: 0 }}>
          <OutsideLink href={resource.url}>Open</OutsideLink>
        </p>
      )}
      {resource.document !== null && (
        <>
          <Download resource={resource} />
          <Card>
            <DocumentText
              markdown={resource.document}
              title={resource.title}
              waiting={<Skeleton heights={[24, 24, 24]} />}
            />
          </Card>
        </>
      )}
    </>
  );
}

function Download({ resource }: { resource: ResourceDetail }) {
  const styles = useStyles();
  const download = useMutation({
    mutationFn: () => downloadFile(resource.id),
    onSuccess: () => announce('Downloaded'),
    onError: (problem) => announce(describe(problem).message),
  });
  return (
    <div className={styles.download}>
      <Button disabledFocusable={download.isPending} onClick={() => download.mutate()}>
        Download
      </Button>
      {download.isSuccess && <NoticeText>Downloaded</NoticeText>}
      {download.error && <NoticeText>{describe(download.error).message}</NoticeText>}
    </div>
  );
}
