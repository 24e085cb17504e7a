import { Button, Field, Input } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { Afterwards } from '../../bot/api/contract-day.ts';
import { FirstFault } from '../ui/first-fault.tsx';
import { useHidden } from '../ui/hidden.ts';
import { useLook } from '../ui/look.ts';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { Card } from '../ui/prose.tsx';
import { Section } from '../ui/section.tsx';
import { Refused } from './refused.tsx';
import { saveMaterials } from './session-queries.ts';
import { useRowClass } from './time-fields.tsx';

const isLink = (text: string) => /^https:\/\/\S+$/.test(text.trim());
const notLink = 'Write an address that begins with https://';

/** Where the recording and the slides are. */
export function Materials({ sessionId, after }: { sessionId: string; after: Afterwards }) {
  const look = useLook();
  const row = useRowClass();
  const hidden = useHidden();
  const { outcome, say } = useOutcome();
  const add = useRef<HTMLButtonElement>(null);
  const [materials, setMaterials] = useState(() =>
    after.materials.map((each) => ({ ...each, key: crypto.randomUUID() })),
  );
  const [recording, setRecording] = useState(after.recordingUrl ?? '');
  const [checked, setChecked] = useState(0);
  const save = useAct(
    () =>
      saveMaterials(sessionId, {
        materials: materials.map(({ title, url }) => ({ title: title.trim(), url: url.trim() })),
        recordingUrl: recording.trim() || null,
      }),
    () => say({ words: 'Saved. People who had a place see it at the event; nobody is told yet.' }),
  );
  const change = (key: string, changed: { title?: string; url?: string }) =>
    setMaterials(materials.map((each) => (each.key === key ? { ...each, ...changed } : each)));
  const remove = (key: string) => {
    setMaterials(materials.filter((each) => each.key !== key));
    // The button that was pressed is gone.
    add.current?.focus();
  };
  const fault = (wrong: boolean, words: string) => (checked > 0 && wrong ? words : undefined);
  const badRecording = recording.trim() !== '' && !isLink(recording);
  const submit = () => {
    setChecked(checked + 1);
    if (!badRecording && materials.every(({ title, url }) => title.trim() && isLink(url))) save.mutate();
  };
  return (
    <Section heading="Recording and materials">
      {outcome}
      <Card>
        <FirstFault turn={checked}>
          <Field label="Address of the recording" validationMessage={fault(badRecording, notLink)}>
            <Input
              type="url"
              maxLength={2000}
              value={recording}
              onChange={(_, { value }) => setRecording(value)}
            />
          </Field>
          {materials.map(({ key, title, url }, at) => (
            <div key={key} className={row}>
              <Field
                label={`What material ${at + 1} is`}
                validationMessage={fault(!title.trim(), 'Say what it is.')}
              >
                <Input
                  maxLength={120}
                  value={title}
                  onChange={(_, { value }) => change(key, { title: value })}
                />
              </Field>
              <Field label={`Address of material ${at + 1}`} validationMessage={fault(!isLink(url), notLink)}>
                <Input
                  type="url"
                  maxLength={2000}
                  value={url}
                  onChange={(_, { value }) => change(key, { url: value })}
                />
              </Field>
              <Button onClick={() => remove(key)}>
                Take it out<span className={hidden}>: material {at + 1}</span>
              </Button>
            </div>
          ))}
        </FirstFault>
        <Refused problem={save.error} />
        <div className={look.buttons}>
          <Button appearance="primary" disabledFocusable={save.isPending} onClick={submit}>
            Save
          </Button>
          <Button
            ref={add}
            disabledFocusable={materials.length >= 20}
            onClick={() => setMaterials([...materials, { key: crypto.randomUUID(), title: '', url: '' }])}
          >
            Add material
          </Button>
        </div>
      </Card>
    </Section>
  );
}
