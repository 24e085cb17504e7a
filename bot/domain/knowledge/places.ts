import type { Word } from './words.ts';

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

export const isPlace = (text: string): boolean => places.has(text);

/** Whether a word names a place outside London or a year: a record of others is not meant. */
export const isPlaceOrYear = ({ text }: Word): boolean => isPlace(text) || /^(?:19|20)\d\d$/.test(text);
