import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { scanInTeams, teamsScans } from '../host.ts';
import { Box } from '../ui/box.tsx';
import { NoticeText } from '../ui/states.tsx';

const useStyles = makeStyles({
  film: { width: '100%', borderRadius: tokens.borderRadiusLarge, backgroundColor: '#000000' },
});

/** What browsers have of it; not every one does, and TypeScript's own list leaves it out. */
type Detector = { detect(film: HTMLVideoElement): Promise<{ rawValue: string }[]> };
type WithDetector = { BarcodeDetector?: new (kinds: { formats: string[] }) => Detector };
const detectors = window as WithDetector;

type ScanProps = { onScanned: (text: string) => void };

/** Reads QR codes: by Teams' own box, or the browser's camera. Where there is neither, the code is typed. */
export function Scan({ onScanned }: ScanProps) {
  const [open, setOpen] = useState(false);
  const inBrowser = 'BarcodeDetector' in detectors && Boolean(navigator.mediaDevices);
  if (!teamsScans() && !inBrowser) return null;
  const press = () => {
    if (!teamsScans()) return setOpen(true);
    // Closed without a code: there is nothing to say.
    scanInTeams().then(onScanned, () => {});
  };
  return (
    <div>
      <Button size="large" onClick={press}>
        Scan a code
      </Button>
      {open && <Camera onScanned={onScanned} onClose={() => setOpen(false)} />}
    </div>
  );
}

const lookEvery = 250;

function Camera({ onScanned, onClose }: ScanProps & { onClose: () => void }) {
  const styles = useStyles();
  const film = useRef<HTMLVideoElement>(null);
  const [barred, setBarred] = useState(false);
  const found = useRef((_: string) => {});
  found.current = (text) => {
    onClose();
    onScanned(text);
  };
  useEffect(() => {
    let stream: MediaStream | undefined;
    let closed = false;
    let turn: ReturnType<typeof setTimeout>;
    const watch = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (closed || !film.current) return stop();
      film.current.srcObject = stream;
      await film.current.play();
      const detector = new detectors.BarcodeDetector!({ formats: ['qr_code'] });
      const look = async () => {
        const codes = film.current && !closed ? await detector.detect(film.current) : [];
        const [code] = codes;
        if (closed) return;
        if (code) found.current(code.rawValue);
        else turn = setTimeout(() => void look().catch(fail), lookEvery);
      };
      await look();
    };
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const fail = () => setBarred(true);
    watch().catch(fail);
    return () => {
      closed = true;
      clearTimeout(turn);
      stop();
    };
  }, []);
  return (
    <Box title="Hold the code before the camera" onClose={onClose}>
      {barred ? (
        <NoticeText>
          The camera cannot be used here. Allow it in your browser, or type the code into the search field.
        </NoticeText>
      ) : (
        <video ref={film} muted playsInline className={styles.film} aria-label="What the camera sees" />
      )}
    </Box>
  );
}
