/** Words that say nothing about the subject of a question. */
export const stopWords = new Set(
  `a an the and or but nor so if then than that this these those it its itself there here
  i me my mine myself we us our ours ourselves you your yours yourself he him his she her hers they them their theirs
  who whom whose which what when where why how whats whos wheres hows whens whys
  am is are was were be been being isnt arent wasnt werent do does did doing done dont doesnt didnt
  have has had having havent hasnt can could cannot cant couldnt will would wont wouldnt shall should shouldnt may might must
  of in on at by for with from to into onto about as up out off over under between through during after before since until
  not no yes any some all each every both either neither only just also too very really quite ever even still yet
  please pls plz thanks thank hi hello hey ok okay well
  tell show give say explain describe let lets id im ive youre were theyre thats
  one ones else etc vs eg ie via per`
    .split(/\s+/)
    .filter(Boolean),
);

/**
 * Everyday English that says little about the subject: when our records lack such a word, that is no
 * sign that the question is about something else.
 */
export const ordinaryWords = new Set(
  `able across act actually add ago agree allow almost alone along already always among another answer anyone anything anywhere
  apart apply area ask asked attempt available away back bad basically become begin behind believe below benefit best better big bit
  body both bring brief briefly bunch call called came case caught cause certain chance change check choose clear close come coming
  common concern concerned connect consider contain continue cover current currently deal decide deep describe detail details develop
  difference different difficult direct discuss else end enough ensure especially exact exactly example examples exist expect explain extra
  fact far feel few fill find fine first fit fix focus follow former forward found full further gain general get gets getting give given gives giving
  go goal goes going gone good got great group grow guess guide happen happened happening happens hard hear held help helped helpful helping helps
  hold hope idea ideas important improve include included includes including info information inside instead interested involve involved issue issues
  keep keeps key kind kinds know known lack large last late later latest learn least leave less level life like likely line list little live long look looking
  lot lots made main mainly make makes making manage many matter mean means meant mention might mind more most move much name named near nearly
  necessary need needed needs never new next nice nothing now number often old once open order other others otherwise outside overall own
  part particular past people person piece place places plan planned planning plans play point possible pretty previous probably problem problems process
  project projects programme programmes program programs provide provided purpose put question questions quick quickly reach read ready real reason reasons recent recently regard regarding related
  remember remind right run running runs said same saw says see seem seen sense set several short side simple simply size soon sort sorts
  specific start started starting state stay step steps stop stopping stuff such sum summarise summary summarize support supported supporting supports sure take taken takes taking
  talk talking teach tend terms thing things think thinking thought time times together told top total toward towards tried try trying turn
  type types understand update updates use used useful user uses using usual various want wanted wants way ways week went whatever whenever whether
  while whole wide within without wonder wondering word words work worked working works worry worried year years
  anybody somebody someone something somewhere everyone everybody everything maybe perhaps currently today nowadays
  overview background rationale reasoning aim aims objective objectives intend intended intention plus stand stands definition define meaning done actually
  there here lead leads leading led leader responsible charge difference hear heard heard happen onto around against because
  kid kids child children young london liia liias alliance council councils borough boroughs local authority authorities
  send sends sending
  deadline date dates wrote write written writes author struggling struggle wish love okay hopefully
  getting caught hoping achieve hoped achieved doing made create creating made based sit sits day days kinds under over year annual plan
  role roles month months piece initiative initiatives activity activities action actions workstream workstreams stream strand strands theme themes`
    .split(/\s+/)
    .filter(Boolean),
);

/**
 * Kinds of fact that people ask for by name. Whoever asks for a bursary or a score wants just that: a record without
 * the word does not answer, however much else it shares with the question.
 */
const kindsOfFact = new Set(
  `bursary allowance app hub form template threshold ratio rate score rating venue salary wage bonus hours minimum maximum limit age
  sanction penalty fine sign symptom law legal definition diagram map letter address postcode keynote speaker agenda minutes slides
  recording attendance turnout winner supplier contractor firm company location criteria eligibility checklist visit calendar login account
  contract statement order certificate receipt invoice ticket fee price logo interest percentage average size length colour
  rota transcript result outcome recipe recommendation discount`.split(/\s+/),
);

/** In one or many, and in no other form: what is addressed is no address. */
export const isKindOfFact = ({ text }: { text: string }): boolean =>
  kindsOfFact.has(text) ||
  kindsOfFact.has(text.replace(/e?s$/, '')) ||
  kindsOfFact.has(text.replace(/s$/, ''));
