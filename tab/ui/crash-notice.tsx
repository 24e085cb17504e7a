import { Button } from '@fluentui/react-components';
import { Component, type ReactNode } from 'react';
import { Notice, NoticeText, WhoToAsk } from './states.tsx';

/** What is shown where a page could not be drawn, or its code could not be loaded after an upgrade. */
export class CrashNotice extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    return (
      <Notice icon="warning" heading="This page stopped working" alert>
        <NoticeText>Load it again. Anything that you had already booked or sent is safe.</NoticeText>
        <Button onClick={() => location.reload()}>Load the page again</Button>
        <WhoToAsk about="If it keeps happening, write to" />
      </Notice>
    );
  }
}
