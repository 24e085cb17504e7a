/** The colours of the areas in each theme: the only colours that are not Teams' own. */
import type { Area } from '../../bot/api/contract.ts';
import type { ThemeName } from '../host.ts';

type Colour = Area['colour'];
/** `ink` for words and icons, `tint` for the ground under them: at least 4.5 to 1 together, and on the page. */
type Pair = { ink: string; tint: string };

const colours: Record<ThemeName, Record<Colour, Pair>> = {
  light: {
    teal: { ink: '#0a5f66', tint: '#e2f3f3' },
    purple: { ink: '#6b2fa0', tint: '#f2e9f9' },
    navy: { ink: '#1f3f87', tint: '#e7edf9' },
    green: { ink: '#2a641d', tint: '#e8f3e4' },
    berry: { ink: '#97195a', tint: '#fae7f0' },
    brown: { ink: '#744511', tint: '#f7eee2' },
    steel: { ink: '#435267', tint: '#e9eef3' },
  },
  dark: {
    teal: { ink: '#72d5d8', tint: '#173c3e' },
    purple: { ink: '#d3b0f2', tint: '#3b2751' },
    navy: { ink: '#a5bef7', tint: '#22315c' },
    green: { ink: '#98da88', tint: '#22411c' },
    berry: { ink: '#f5a1c8', tint: '#4f2038' },
    brown: { ink: '#e6bc86', tint: '#47331b' },
    steel: { ink: '#b9c6d6', tint: '#343f4b' },
  },
  contrast: {
    teal: { ink: '#5ff0f3', tint: '#000000' },
    purple: { ink: '#d9b3ff', tint: '#000000' },
    navy: { ink: '#9fc2ff', tint: '#000000' },
    green: { ink: '#8cf078', tint: '#000000' },
    berry: { ink: '#ff9ccb', tint: '#000000' },
    brown: { ink: '#ffc887', tint: '#000000' },
    steel: { ink: '#d5dee8', tint: '#000000' },
  },
};

/** CSS variables of every area colour in a theme, for the style of the root element. */
export function areaVariables(theme: ThemeName): Record<string, string> {
  const pairs = Object.entries(colours[theme]);
  return Object.fromEntries(
    pairs.flatMap(([name, { ink, tint }]) => [
      [`--ink-${name}`, ink],
      [`--tint-${name}`, tint],
    ]),
  );
}

/** The style that gives an element, and what is in it, the colours of an area: `--ink` and `--tint`. */
export function areaStyle(area: Area | undefined): Record<string, string> {
  const colour = area?.colour ?? 'steel';
  return { '--ink': `var(--ink-${colour})`, '--tint': `var(--tint-${colour})` };
}
