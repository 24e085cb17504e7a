import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { call, meQuery } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { useMe } from '../ui/me.ts';
import { Section } from '../ui/section.tsx';
import { describe, NoticeText } from '../ui/states.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  field: { flex: '0 1 360px' },
});

/** The person's job: in their own words, until somebody confirms it. */
export function Post() {
  const { post, postConfirmed } = useMe();
  return (
    <Section heading="Your job">
      {postConfirmed ? (
        <NoticeText>{post}. This is confirmed. If it has changed, tell a coordinator.</NoticeText>
      ) : (
        <OwnWords post={post ?? ''} />
      )}
    </Section>
  );
}

function OwnWords({ post }: { post: string }) {
  const styles = useStyles();
  const client = useQueryClient();
  const [typed, setTyped] = useState(post);
  const [checked, setChecked] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const save = useMutation({
    mutationFn: (words: string) => call<{ post: string }>('PUT', '/api/me/post', { post: words }),
    onSuccess: ({ post: saved }) => {
      client.setQueryData(meQuery.queryKey, (me) => me && { ...me, post: saved });
      announce('Your job title is saved');
    },
    onError: (problem) => announce(describe(problem).message),
  });
  const empty = typed.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (empty) box.current?.focus();
    else save.mutate(typed.trim());
  };
  return (
    <>
      <NoticeText>
        Your job title helps us to offer you what fits. It does not change what you may open.
      </NoticeText>
      <form noValidate onSubmit={submit} className={styles.form}>
        <Field
          className={styles.field}
          label="Your job title"
          validationMessage={checked && empty ? 'Write your job title' : undefined}
        >
          <Input
            ref={box}
            maxLength={120}
            placeholder="For example: head of SEND"
            value={typed}
            onChange={(_, data) => {
              setTyped(data.value);
              save.reset();
            }}
          />
        </Field>
        <Button type="submit" disabledFocusable={save.isPending}>
          Save
        </Button>
      </form>
      {save.isSuccess && <NoticeText>Your job title is saved.</NoticeText>}
      {save.error && <NoticeText>{describe(save.error).message}</NoticeText>}
    </>
  );
}
