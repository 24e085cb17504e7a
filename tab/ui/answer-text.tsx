import { makeStyles, tokens } from '@fluentui/react-components';
import { Paragraphs, Points } from './prose.tsx';

const useStyles = makeStyles({
  text: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
});

/** What the bot says. Paragraphs and lists as the service writes them: a blank line between, "- " before each point. */
export function AnswerText({ text }: { text: string }) {
  const styles = useStyles();
  return (
    <div className={styles.text}>
      {blocksOf(text).map(({ points, lines }, at) => {
        const Block = points ? Points : Paragraphs;
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of an answer never change places
        return <Block key={at} lines={lines} />;
      })}
    </div>
  );
}

function blocksOf(text: string): { points: boolean; lines: string[] }[] {
  const blocks: { points: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (!line) continue;
    const points = line.startsWith('- ');
    const last = blocks.at(-1);
    const words = points ? line.slice(2) : line;
    if (last?.points === points) last.lines.push(words);
    else blocks.push({ points, lines: [words] });
  }
  return blocks;
}
