import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Area } from '../../bot/api/contract.ts';
import { areaStyle } from './areas.ts';
import { Icon } from './icon.tsx';
import { useArea, useMe } from './me.ts';

const useStyles = makeStyles({
  pill: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXS,
    borderRadius: tokens.borderRadiusCircular,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
    textAlign: 'start',
  },
  label: {
    padding: `2px ${tokens.spacingHorizontalSNudge}`,
    color: 'var(--ink)',
    backgroundColor: 'var(--tint)',
    border: '1px solid transparent',
    '@media (forced-colors: active)': { border: '1px solid' },
  },
  chip: {
    minHeight: '32px',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    fontFamily: 'inherit',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    cursor: 'pointer',
    '& svg': { color: 'var(--ink)', '@media (forced-colors: active)': { color: 'inherit' } },
    ':hover': {
      color: tokens.colorNeutralForeground1Hover,
      backgroundColor: tokens.colorNeutralBackground1Hover,
      '& svg': { color: 'inherit' },
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  pressed: {
    color: 'var(--ink)',
    backgroundColor: 'var(--tint)',
    border: '1px solid var(--ink)',
    boxShadow: 'inset 0 0 0 1px var(--ink)',
    fontWeight: tokens.fontWeightSemibold,
    ':hover': { color: 'var(--ink)', backgroundColor: 'var(--tint)' },
    '@media (forced-colors: active)': { outline: '2px solid' },
  },
  chips: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    margin: 0,
    padding: 0,
    border: 0,
    minWidth: 0,
  },
});

/** The name of an area with its own colour and icon. */
export function AreaLabel({ id }: { id: string }) {
  const styles = useStyles();
  const area = useArea(id);
  if (!area) return null;
  return (
    <span className={mergeClasses(styles.pill, styles.label)} style={areaStyle(area)}>
      <Icon name={area.icon} size={14} />
      {area.name}
    </span>
  );
}

type ChipProps = { area?: Area; pressed: boolean; onPress: () => void; children: string };

/** A button that is on or off; the tick says so to those who do not see the colour. */
export function Chip({ area, pressed, onPress, children }: ChipProps) {
  const styles = useStyles();
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className={mergeClasses(styles.pill, styles.chip, pressed && styles.pressed)}
      style={areaStyle(area)}
      onClick={onPress}
    >
      {pressed ? <Icon name="check" /> : area && <Icon name={area.icon} />}
      {children}
    </button>
  );
}

/** Chips that belong together. */
export function Chips({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={useStyles().chips} aria-label={label}>
      {children}
    </fieldset>
  );
}

/** Chips to choose one area, or all. @param value id of the chosen area; empty for all. */
export function AreaFilter({ value, onChange }: { value: string; onChange: (area: string) => void }) {
  return (
    <Chips label="Area">
      <Chip pressed={value === ''} onPress={() => onChange('')}>
        All areas
      </Chip>
      {useMe().areas.map((area) => (
        <Chip
          key={area.id}
          area={area}
          pressed={value === area.id}
          onPress={() => onChange(value === area.id ? '' : area.id)}
        >
          {area.name}
        </Chip>
      ))}
    </Chips>
  );
}

/** Chips to follow areas or stop following them. */
export function AreaChoice({ chosen, onToggle }: { chosen: string[]; onToggle: (area: Area) => void }) {
  return (
    <Chips label="Areas you follow">
      {useMe().areas.map((area) => (
        <Chip key={area.id} area={area} pressed={chosen.includes(area.id)} onPress={() => onToggle(area)}>
          {area.name}
        </Chip>
      ))}
    </Chips>
  );
}
