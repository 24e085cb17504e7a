/**
 * First names that people in England have, and that are hardly ever anything else: "Grace" and "Mark" are not among
 * them. Written in any case they are a name where something else says so; with a capital letter they are one anyway.
 */
export const firstNames = new Set(
  `aaliyah aarav aaron abbas abbie abby abdi abdirahman abdul abdullah abdullahi abena abigail abiola abu ada
  adaeze adam adamma addison adebayo adeola adil aditi aditya adnan adrian adriana agata agnieszka ahmad ahmed
  aicha aidan aiden aimee aisha aishah ajay akeem akira akosua akua alan alana alastair albert alberto aleksander
  aleksandra alesha alessandro alessia alex alexa alexander alexandra alexandru alexia alexis alfie alfred ali
  alice alicia alina alisha alison alistair aliyah allan allegra alyssa amaan amadou amaka amal amanda amani amara
  amarachi ameer amelia amelie amin amina aminata amir amira amit amita amy ana anahita anais ananya anas
  anastasia andre andrea andreea andrei andrew andrzej andy angela angelica angelina angus anika anil anisa anita
  anjali anna annabel annabelle anne annie anthony anton antonia antonio antony anushka anya aoife aqsa arabella
  archie ariana arianna arif arjun arlo armaan armani arnav arooj arthur arun arya asha ashanti ashleigh ashley
  ashton asif asiya asma astrid aubrey audrey ava avery avi aya ayaan ayan ayat ayesha ayla ayo ayomide ayse ayub
  azaan aziz babajide babatunde bailey barbara barnaby barry bartosz bashir beatrice beatrix becca becky belinda
  bella ben benedict benjamin benji bernadette bernard beth bethan bethany betty bianca bilal billie billy bodhi
  bogdan boris bradley brandon brenda brendan brian brianna bridget brody bronte bronwyn brooke bruno bryan bryony
  bushra caitlin caleb callum calvin cameron camilla camille candice carl carla carlos carly carmen carol caroline
  carolyn carrie casey caspian cassandra cassie catalina catherine cathy cecilia cedric celeste celia celine cerys
  chantal chantelle charles charlie charlotte chelsie cheryl chiamaka chiara chidera chidi chidubem chike chima
  chinedu chinonso chinwe chioma chizoba chloe chris christian christina christine christopher chukwuemeka ciara
  cillian claire clara clare claudia clementine clive cody colette colin colleen collette connie connor conor
  constance cora corey cormac courtney craig cristian curtis cynthia cyrus dafydd damian damilola damon dan danica
  daniel daniela daniella danielle danny daphne dara darcey darcy daria darius darnell darren dave david davina
  dawid deborah debra declan deepak delilah delroy demi denis denise dennis deon derek dermot deshawn desmond
  devon dexter diana diane diego dilan dimitri dina dinesh diogo dominic dominik dominika donna donovan dora
  doreen doris dorothy douglas duncan dwayne dwight dylan ebony ebrahim ebuka eddie eden edith edmund eduardo
  edward edwin efe eileen ekene elaine eleanor elena eleni eli elias elif elijah elisa elise elisha eliza
  elizabeth ella ellen ellie elliot elliott ellis elodie eloise elsa elsie elton emeka emil emilia emilie emily
  emine emma emmanuel emmeline emre emrys enoch enzo eric erica erik erin ernest esme esmee esmeralda esra essa
  estelle esther ethan eugene eunice eva evan evangeline evelyn evie ewan ezekiel ezra fabian fahad faisal faiza
  faizan farah fares farhan farida farouk faruq farzana fatema fatima fatimah fatma fatou fatoumata faye felicity
  felix femi ferdinand fergus fernanda fernando filip finlay finley finnian fiona fleur flora fola folake fran
  frances francesca francis francisco franco frankie freddie freddy frederick freya funmi gabriel gabriela
  gabriella gabrielle gael gareth gary gavin gemma geoff geoffrey george georgie georgina gerald geraldine gerard
  giorgio giovanni giselle giulia gloria gordon graham gregor gregory greta gráinne gustavo gwen gwendolyn habib
  habiba hadi hadiza hafsa hakeem halima hamid hamish hamza hana hania hanna hannah haris harish harley haroon
  harper harriet harrison harry haruka harvey hasan hashim hassan hattie havva hayden hayley heidi helen helena
  henrietta henry hermione hiba hibo hilary hilda hira hollie howard hugh hugo humaira humza hussain hussein ian
  ianthe ibrahim ibrahima idris iesha ife ifeoma ifrah igor ikram ilhan ilyas iman imani imogen imran inaya ines
  ingrid inigo ioana iqra irene irina isa isaac isabel isabella isabelle isaiah isha ishaan ishan isla ismael
  ismail israa ivan ivana iyla izaan izabela izzy jacek jack jackie jackson jacob jacqueline jada jaden jaheim
  jahid jahmal jai jaiden jake jakub jamal jamarl jameela jamelia james jamie jamil jamila jane janelle janet
  janice jaroslaw jasmin jasmine jason jasper javier jaxon jaya jayden jaydn jaydon jayla jaylen jayne jaz jazmin
  jean jeanette jeff jeffrey jemima jemma jen jennifer jenny jeremiah jeremy jermaine jerome jesse jessica jessie
  jibril jill jillian jim jimmy jin jing jo joan joana joanna joanne joao jodie joe joel johan johanna john johnny
  jolene jon jonah jonas jonathan jonny jorge jose josef joseph josephine josh joshua josiah josie joyce juan
  juanita jude judith judy julia julian juliana julie juliet juliette julius junaid justin justyna kabir kacey
  kacper kaden kadiatou kadija kai kaia kaine kaiya kaleb kamal kamil kamila kamran kanye karen karim karina karl
  karolina kasia katarina katarzyna kate katelyn katherine kathleen kathryn kathy katie katya kavita kaya kaycee
  kayden kayla kayleigh kaylum keanu keegan keira keiran keiron keisha keith kelechi kelly kelsey kelvin kemi
  kenan kendra kenneth kenza kenzie kerry keshia kevin keziah khadija khadijah khadra khaled khalid khalil kian
  kiana kiara kieran kierra kim kimberley kimberly kimora kiran kirsten kirsty kishan kobe kobi koby kofi kojo
  kourtney krish krishna kristian kristina kristof krystian kuba kwabena kwabs kwaku kwame kwasi kyan kyle kylie
  kyra kyran kyron lacey lachlan laila lakshmi lara larissa laszlo lateefah latisha latoya laura lauren laurence
  lawrence layan layla leah leanne leighton leila lena lennon lenny leo leon leona leonard leonardo leonie leroy
  lesley leslie leticia lewis lexi leyla liam liana liban lila lilian lilith lillian lilly lina linda lindsay
  lindsey linnea lionel lisa lloyd logan lois lola lorenzo loretta lorna lorraine lottie lou louie louis louisa
  louise luca lucas lucia lucian lucie lucinda lucy ludovic luis luka lukas lukasz luke luna luther lydia lynda
  lynn lynne lyra maariyah mabel maddie maddison madeleine madeline madison maeve magda magdalena maggie maha
  mahad maham mahdi maheen mahmoud mahnoor maia maisie maja malachi malaika malakai malcolm malik malika mallory
  mamadou mandy manon manuel mara marc marcel marcin marco marcus margaret margot maria mariam mariama marian
  mariana marianne marie marija marilyn marina mario marion marisa marius marjorie marlena marley marlon marsha
  martha martyna marwa mary maryam mateo mateusz mathew mathilda matilda matt matthew matthias maureen maurice
  mauro maxim maximilian maximus maxine maxwell maya maysa mbali mckenzie meera megan mehdi mehmet mehreen mei
  melanie melek melissa meredith mia micah michael michaela michal micheal michelle miguel mihai mika mikael
  mikail mike mikey mila milana mildred millicent millie milo mina minnie mira miranda miriam misbah mitchell
  mizan mohamed mohammad mohammed mohamud moira molly momina mona monica monika morgan morris moses muhammad
  muhammed muna munira murad muriel musa mustafa myah myla myles myra nabil nabila nadia nadine nadira naeem nahla
  nahom naila naim naima nana nancy nanette naomi nasreen natalia natalie natasha nathan nathanael nathaniel
  naveed nazneen neha neil nellie nelly neve ngozi nia niall niamh nicholas nicola nicolae nicolas nicole
  nigel nihal nika nikita nikki nikola nikolai nikolas nila nina niraj nisha nishant noah noel noemi noor nora
  noreen nura nuria nusrat nyah nyasha nyla obinna octavia odalys olabisi olalekan olamide olaoluwa olga olisa
  oliver olivia olivier ollie olu oluchi olufemi olumide oluwadamilola oluwaseun oluwaseyi oluwatobi omar omari
  omer onyeka oona orla orlando oscar osian osman otis otto owen oyin pablo paige pamela paolo parveen parvin
  patricia patricija patrick patrycja patryk paul paula paulina pauline pavel pawel pedro penelope perry peter
  petra phil philip philippa phillip phoebe phyllis pierre piotr polina pooja poppy pradeep prakash pranav
  priscilla priya priyanka przemyslaw quentin quincy rabia rachael rachel radoslaw rafael rafal rafe rafi raheel
  raheem rahim rahima rahul raihan raja rajan rajesh ralph rami ramon ramona rana randa rania raphael rashad
  rashid raul rayan raymond rayyan rebecca reece reggie regina rehan rehana reina remi renata rene renee reuben
  rhea rhianna rhiannon rhys rian riaz ricardo richard richie ricky rico ridwan rihanna riley rima rishi rita
  ritika riya roan robbie robert roberta roberto rocco rochelle roderick rodrigo roger rohan rohit roisin roland
  romeo ronald ronan ronnie rory rosa rosalie rosalind rosanna rosaria rosemarie roshan rosie rowan rowena roxanne
  roya ruairi rudi rudy rufus rukhsana rupert russell ruth ryan ryder rylan saad saba sabina sabrina sacha sachin
  sadia sadie saffron safiya sahar saif saima sakina salim salma salman salome sam samad samantha samara sami
  samina samir samira samson samuel sanaa sanjay sanjeev saoirse sara sarah sarina sarita sasha saskia saul
  savannah scarlett scott sean sebastian selena selim selina selma serena serenity sergio seth seun shabana
  shabnam shafiq shahid shakira shamima shamso shane shania shanice shanika shannon shaquille sharmarke sharon
  shaun shauna shawn shayan shayla sheena sheila shelby sheldon shelley sheraz sherry shevaun shirin shirley
  shivani shona shreya shyanne sian siddharth sidney sidra silas silvia simon simone sinead siobhan skye skyla
  skylar sofia solomon somaya sonia sonya sophia sophie soraya spencer stacey stacy stan stanislaw stanley stefan
  stefania stefano stella stephanie stephen steve steven stewart stuart subhan sudhir suleiman suleyman suman
  sumaya sumayyah sumon sunil sunita suraj suresh susan susanna susannah susie suzanne suzie svetlana sybil syed
  sylvester sylvia szymon tabitha tade taha tahir tahlia tahmina taiwo talha talia tallulah tamara tamika tamsin
  tania tanisha tanya tara tarek tariq tasha taslima tasneem tatiana tatum tayo teagan ted teddy tegan temi
  temitope teodor terence teresa teri terrence terry tessa thabo thalia thea theo theodore theresa thiago thomas
  tia tiago tiana tiarna tiffany tilly tim timothy tina tirath tobi tobias toby tola toluwani tom tomas tomasz
  tomi tommy tomos toni tony tracey tracy travis trevor tricia tristan troy tunde tuula tyler tyra tyreece tyreke
  tyrell tyrese tyrone uche ugo uma umar urszula usama usman uzair uzma valentina valentino valeria valerie
  vanessa vasile velma vera verity veronica vicky vijay vikram viktor viktoria vinay vincent viola vivian vivienne
  vlad vladimir waheed wahida wajid walid walter wanda waqas warren warsan waseem wasim wayne wendell wendy
  weronika wesley wiktoria wilfred william willow wilma winifred winston wojciech xander xanthe xavier ximena yaa
  yahya yaqub yara yasin yasir yasmin yasmine yaw yetunde yohannes yolanda yonas yousef youssef ysabel yuki yulia
  yuna yunus yusra yusuf yvette yvonne zac zach zachariah zachary zack zahara zaheer zahid zahra zain zaina zainab
  zak zakariya zaki zakir zara zaria zarina zayan zayd zayn zaynab zeb zehra zeinab zekarias zeke zelda zena
  zeynep zia zina zion ziva zoe zofia zoha zoltan zoya zubair zuleikha zuzanna`
    .split(/\s+/)
    .filter(Boolean),
);
