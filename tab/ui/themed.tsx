import {
  FluentProvider,
  makeStyles,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  tokens,
} from '@fluentui/react-components';
import { type ReactNode, useLayoutEffect } from 'react';
import type { ThemeName } from '../host.ts';
import { areaVariables } from './areas.ts';

const themes = { light: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme };

const useStyles = makeStyles({
  root: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground2 },
});

/** Everything below follows the theme, native controls and area colours included. */
export function Themed({ theme, children }: { theme: ThemeName; children: ReactNode }) {
  const styles = useStyles();
  useLayoutEffect(() => {
    document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark';
  }, [theme]);
  return (
    <FluentProvider theme={themes[theme]} className={styles.root} style={areaVariables(theme)}>
      {children}
    </FluentProvider>
  );
}
