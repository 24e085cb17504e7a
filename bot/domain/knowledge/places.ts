import { scoreOf, type Told } from './sentences.ts';

/** Parts of the country, and other countries, that people ask about; London's authorities are in the content. */
const places = new Set(
  `scotland scottish wales welsh ireland irish cornwall devon yorkshire lancashire cheshire manchester birmingham leeds
  liverpool bristol sheffield newcastle nottingham leicester coventry bradford glasgow edinburgh cardiff belfast swansea
  brighton portsmouth southampton oxford cambridge kent essex surrey sussex hampshire hertfordshire buckinghamshire
  berkshire oxfordshire cambridgeshire gloucestershire worcestershire norfolk suffolk dorset somerset wiltshire cumbria
  northumberland durham derbyshire derby lincolnshire lincoln staffordshire warwickshire shropshire wolverhampton
  sunderland middlesbrough plymouth exeter norwich luton swindon peterborough northampton
  america american usa canada australia france french germany german spain spanish italy italian europe paris york`
    .split(/\s+/)
    .filter(Boolean),
);

/** Whether a question names a place or a year, and these sentences are of another. */
export function isElsewhere(told: Told, sentences: string[]): boolean {
  const { concepts, words } = told.asked;
  const names = (word: string) => sentences.some((sentence) => sentence.toLowerCase().includes(word));
  return (
    concepts.some(
      (c) =>
        c.entity?.organisation?.kind === 'authority' && !sentences.some((s) => scoreOf(told, s, [c]) > 0),
    ) || words.some(({ text }) => (places.has(text) || /^(?:19|20)\d\d$/.test(text)) && !names(text))
  );
}
