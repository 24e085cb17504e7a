/**
 * What people tell their story with: plain English that is about nothing in particular. A question may be full of it
 * and still be about something that we know. Misspelt words are not mended to these.
 */
export const fillerWords = new Set(
  `above below absolute absolutely accept accepted accident acknowledge admit advance afraid afternoon afterwards ages agreed ahead aint alas alike allowed
  allowing alright altogether amazing amongst amount amounts angry announce announced announcement annoying anyhow anymore anytime anyways apparent
  apparently appear appears appreciate approach approached appropriate approx approximately april aren argue arguing arrange arranged arrive arrived
  arrives aside asking asks assume assumed assuming assure astray attached attend attending attention august automatic automatically avoid avoided
  avoiding await aware awful awkward babble backwards badly bare barely basic basics bear became beforehand beg begins begun behave belong belongs
  beside besides bet beyond bigger biggest bits blah block blocked blown blunt boring bother bothered bothering bound branch brand breath breathe
  briefed briefing brilliant bringing brings broad broader broken brought bulk bullet bulletpoints bullets bump bumped busy button buzz calling calm
  captain carried carries carrying catch catching causing centre chances changed changing chap chaps charming chat chatting cheeky
  cheers choosing chose chosen chunk circle circumstance circumstances claim claims clarify clean clearer clearly clever click climb closely closer
  clue clueless collect combination comfortable commit committed complete completed completely complicated compound conclude conclusion concrete
  confirm confirmed confuse confused confusing connected constant constantly contained content continued continues contrast convenient
  conversation convince cool cope copy corner correct correctly couple crack cracked cracking crash crazy created creates critical crop crucial
  cry curious cut cutting daft daily damn dare dark dead deadly decent decided decides decision decisions deeply defend definite definitely delay
  delayed depend depending depends deserve designed desk desperate despite detailed devil devoted difficulty dig direction dirty disappear
  disappointed discover discovered distance distinct doable dodgy dotted doubt dozen dozens drag dragged dragging drastic draw drawing drawn
  dread dream driven drives driving dropped dropping due dull dump dumped duty eager earlier earliest earn ease easier easily easy edge effect
  effective effectively effort efforts elsewhere embarrassing emerge emphasis empty encounter ended ending endless ends enjoy enormous enquire
  entire entirely entry equally escape essential essentially establish estimate evening eventual eventually everyday everywhere evident evil excellent
  except exception exchange excited exciting excuse exercise existing exists expected expecting expects explained explaining explains explore
  exploring express extend extended extent extremely eye eyes face faced faces facing factor factors fail failed failing fails failure fairly faith
  fall fallen falling falls false familiar famous fancy fantastic fast faster fault favour favourite fear feature features february feed fell fella
  felt fewer field figured finally finding finds fingers finish finished finishing firmly fits fitted fitting fixed fixing flag flagged flow
  flying folk folks followed following follows force forced forces forever forget forgetting forgotten forms forth fortunate fortunately fortune
  forwards freak frequent frequently fresh friday frustrated frustrating fully fun functional funny furious furthermore fuss gather gathered
  genuine genuinely giant gig gist glad glance goals gonna gosh gotta gotten grab gradually grand grateful greatly gripe ground grounds grown
  guarantee gubbins guessed gut guy guys habit half halfway handle handled handling hands hang hanging happier happily happy hardly hassle hat hate
  haul headache heading headline headlines heap heaps hearing heavily heavy height hell hence hereby hidden hide highlight highly hint hints hitting
  holding holds honest honestly hooked hopeful hopeless horrible hour hours however huge hugely hurry ideal ideally ignore ignored imagine immediate
  immediately imply impossible impress impressed impression impressive incredible incredibly indeed inevitable initial initially inkling insist
  instance instant instantly intense interesting interests introduce introduced introduction invite invited inviting involves involving isn january
  jazz july jump jumping june junk justify keeping kicking kidding killing kindly knackered knew knock knocking knowing knows lad ladies lads lady
  laid lain landed largely lass lasses lasting lasts lately lay layer lazy leap leaves legit lend length lengthy lesser letter letting liable liked
  likes likewise liking limited lined lines literally lived lives load loads located loose lose losing loss lost loud loved lovely loves low lowdown
  lower luck luckily lucky lump mad maintain maintained major majority malarkey managed manages managing manner mark marks masses massive match
  matched mate mates matters maximum meantime meanwhile mechanism medium memory mentioned mentioning mentions merely mess messed messing messy met
  middle midst mile miles minded minds minimum minor missed mistaken mix mixed mixture mode moment moments monday mood moreover morning mostly motion
  mouth moved moves moving muddle multiple mutter mysterious mystery nah namely naturally nature nearby nearest neat neck needing negative nervous
  nevertheless newest newly nightmare nine nobody nonetheless nope normal normally notably noted notes notice noticed noticing notion nowhere nuts
  object obvious obviously occasion occasional occasionally occur occurred occurs october odd odds offered offering offers official officially oh
  ongoing openly opposed opposite option options ordinary original originally outline outlined outlook output outputs outright outta overnight owe
  owing owned pace pain pal par paragraph particularly pass passed passes passing patch path patience peaceful peek perfect perfectly persist
  personally perspective persuade phase phew phrase pick picked picking picks picture pile pin pinch pitch pity placed plain plainly played playing
  pleasant pleased pleasure plenty pocket pointed pointer pointers pointing pointless points polite pop popped popular positive possibility possibly
  posted potential potentially potted pour practical practically precise precisely prefer preferred presented presents pressing presumably pretend
  primarily prime prior probable proceed produced produces progress progressing promise promised prompt proper properly properties propose proposed
  prospect proud prove proved proven pull pulled pulling pure purely pursue push pushed pushing puts putting puzzled quid quiet quietly quote quoted
  raise raised raises raising ran random randomly range ranging rapid rapidly rare rarely rather reached reaches reaching react reacting reaction
  readable readily reading reads realise realised realistic realistically reality rear reasonable reasonably recall receive receives recognise
  recommended refer reference reflected refuse refused regardless regards regret regular regularly relate relates relating relation relatively
  relevant relief remain remained remaining remains remark remarkable remembered reminded remove removed repeat repeated repeatedly replace replaced
  reply request requested respond responses rest restore restored resulted resulting returned returning reveal revealed revealing rid ridiculous ring
  rise rising rock roll rolled rolling rough roughly round rounds row rows rub rubbish ruin ruled rumour rundown rush rushed rushing sake sat
  satisfied saturday saved saying scared scary scenario scene scoop scrap scratch screaming seat seconds seeing seek seeks seemed seems select
  selected selling sensible sensibly separately serious seriously serve served serves serving setting settle settled seven severe severely shaky shame
  shaped sharp shed shift shifting shiny shocked shocking shortly shot shout shouting shown shows shut sick sides sigh signal significant
  significantly silence silly similar similarly sitrep sitting situation situations six skip slice slide slight slightly slip slot slow slower slowly
  smart smooth smoothly snag somehow somewhat sooner soonest sorry sorted sorting sought sound sounding sounds spare speaking spell spelled spin
  spirit spoke spoken squeeze stack stage stages staggering stake stance standing stare starters starts steady steam steep steer stem stepped stick
  sticking sticks stiff stink stood straight straightaway straightforward straightforwardly strange strict strictly strike strong stronger strongest
  strongly struck struggled struggles stuck stupid style subject subsequent substantial succeed successfully sudden suddenly suit suitable suits
  sunday super supposed supposedly surely surface surprise surprised surprising surprisingly surrounding swap swapping swear swift switch switched
  tail talked talks tall targeted tasked tasks tasty tear technically telling tells tends term thankfully themself thereby therefore thereof thick
  thingy thinks thirty thorough though thousand thousands threaten threw throughout throw throwing thumb thursday thus tidy tie tied ties tight till
  tim tin tiny tip tips tired title titles toes tomorrow ton tone tonight tons topic topics tough traditional tricky trigger tripping trips troubled
  troubles troubling truly truth tuesday tune turned turning turns twenty twice twist two ugh ultimate ultimately unable unclear understanding
  understood undoubtedly unfortunate unfortunately unhappy unique unless unlike unlikely unto unusual upcoming upon upset urgent urgently usefully
  useless usually utter utterly vague vaguely valid varied varies vary vast version versions viewed visible vital volume waited walked walking wall
  wanna wanting warm warn warned warning waste wasted wasting watched watching wave weaker wednesday wee weekend weekly weeks weigh weight weird
  whatnot whatsit whereas whereby wherever whichever whilst whoever widely wild willing winging wise wisely wished wishes wondered wonderful worded
  wordy worse worst worth worthwhile worthy wow wrong yeah yep yesterday zero
  according accordingly anywhere true untrue cabinet diary fortnight hand hiya nearer stated starter whereabouts`
    .split(/\s+/)
    .filter(Boolean),
);
