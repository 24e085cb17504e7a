/** What people write of cases; every name and number is made up. In braces: what must not be kept. */
export const cases = `
My client {Tyrell} has been sleeping at the bus station and his mum will not have him home
{jayden} is 14 and keeps going missing from his placement in croydon
I have a child called {Zofia} who told me her stepfather hits her
Can somebody advise on {Kofi Mensah}, aged 15, who was arrested last night
one of my young people, {Aaliyah}, has been excluded from school again
{JB} (14) is at risk of exploitation and his placement is breaking down
What do I do about a pupil named {Marcus Oyelaran} who came in with bruises?
{Maya}'s mum is drinking again and I am worried about the baby
DOB {12/03/2011}, NHS number {943 476 5919}, needs a tier 4 bed
We have a 9 year old boy, {Ibrahim}, who disclosed abuse to his teacher yesterday
my case: girl aged 13, name is {Ellie-Mae Watts}, lives at {14 Acacia Avenue}, Bromley
{Tyrese} keeps running away from his foster carers, who can help?
Can LIIA help with a placement for {Destiny}, 16, she self harms
a boy called {jamal} was stabbed near his school, what support is there
My foster child {Amina Yusuf} (11) needs an EHCP, her number is {07700 900123}
Child {K} is on a child protection plan and mum has gone to Birmingham
his dad is coming out of prison on friday and he is only 7
she is 14 and pregnant and her boyfriend is 22
I'm the social worker for {Leo} and {Mila Novak}, their mother died last week
Young person {AB} told me he is carrying a knife for someone
case ref LCS {4471920} - do we need a strategy meeting
{Chukwuemeka} has been placed in secure care, who do I tell
who can I talk to about {Precious}, who is 12 and refuses to go home
The pupil is called {Noah Whitfield} and his date of birth is {4 May 2013}
Mr {Hussain}'s son {Bilal} was hit by his uncle
my son {Oliver} has autism and his school won't have him back
a family I am working with at {SE15 4QN} have no food
what's the process for {Rhys}, 17, care leaver, he lost his flat
Her social worker has not visited since March, she is 10
one of our pupils, {Kacper}, says his father beats him
This child has bruises on her arms
we've got a 15yo girl, {Shanice}, going missing with older men
{Daniel Osei} was groomed online, the police have his phone
email from mum: {kelly.jones84@hotmail.com} says her daughter {Lacey} is not safe
Is there a bed for a lad called {Connor} who kicked off at his children's home last night
a 6-year-old told me that her step dad hurts her at night
{Reuben} and his sister {Naomi} need to be placed together
My young person {Hodan} is homeless tonight, she is 18
our looked after child {Ethan Brookes} has ran away from Kent
{AM}, 13, disclosed sexual abuse by a family friend
Can you look at the case of {Sienna Patel}, placed in Luton
he's 16, UASC from Eritrea, called {Yonas}, no passport
{kai} aged 12 sets fires in his bedroom
the child's name is {Teodor} and the parents speak Romanian
how do I get CAMHS for {Poppy}, she is 8 and won't eat
baby {Arlo} was born withdrawing and mum {Chantelle} uses heroin
{Nathaniel}'s foster placement ended today, where can he go
i work with a boy, {Idris}, 13, who is being used by a gang
date of birth {01.09.2009} female, family at {22b Mare Street}
Which team covers {Jasmine Okafor}? she moved from Lewisham to Lambeth with her nan
my client's father hit him again, we live in Hackney
Strategy discussion for {Samira Ali} on Tuesday: what do I bring?
A girl in my class, {Ruby}, says her brother touches her
Is {Ahmed}'s care plan due? he turned 17 in May
{Oscar} (yr 9) was found with drugs on him
mum of {Tia-Mae} says the social worker lied to her
{Hamza} is autistic and hits his mother, what respite is there
siblings {Lola}, {Theo} and {Max} are being separated
Tell me what to do with a teenager named {Corey} who threatened his teacher
upn {H801200001234} permanently excluded, need alternative provision
Any advice for {Zebedee Ackroyd}? He is 15 and mum can't cope
{Tamsyn} came to school hungry again
I need a foster placement tonight for {Otis} and {Wren}, brother and sister
{Mehwish Qureshi} 16 yrs was trafficked, which team do I ring
one of my kids {Ziggy} has threatened to jump off a bridge
yp {Deontae} wont engage w/ YOT, any ideas
where do I send the referral for {Abdirizak Nur}, dob {14.02.2010}
{Saoirse}, fourteen, has been cutting herself
The mother of {Blessing} has been sectioned
There's a boy in year 10, {Callum}, selling drugs for older lads
can a social worker visit {Amelie Fournier} at {7 Dovecote Lane}, N8
{Yusra} and her baby have nowhere to sleep
i've a LAC, {Kenzo}, whose placement in Margate broke down
What help can {Kieron} get now that he's turned 18 and left foster care
We are worried that {Halle} is being sexually exploited by a man she met on Snapchat
{TK} aged 15 assaulted a member of staff at the home
{Fraser}'s adoptive parents want to hand him back
is there funding for {Lucja Kowalczyk}'s transport to special school
my caseload includes {Ayo} (17) who is undocumented
pls help, {divine} 13 has run away again from her nans
Care leaver {Malique} has rent arrears and is suicidal
a dad has just rung me to say he hit his daughter {Immy}
The twins {Eben} and {Esi} witnessed their father being arrested
Ive got a girl age 12 who says her uncle is touching her
child x has been in hospital since sunday with a broken arm, parents say he fell
what should I write in the chronology for {Rafferty}
{D.W.} (DOB {3rd June 2014}) is missing education
Case 00981234: mother refuses to let health visitor in
The allegation is that the carer locked {Simeon} in his room
{Priyanka Nair} in Y11 disclosed FGM to the school nurse
{Caoimhe} has told a teacher that her brother hurts her
How do I get a tier 4 bed for {Mattheus}?
the boy {Ozan} set fire to his bedroom at the home, who will take him now
we have concerns about {Ebele Nwosu}, 8, whose mum is using crack
my yp was arrested last night, first offence, he has no appropriate adult
sibling group of 4 need emergency placement, eldest is {Kasey}, 11
{Iolo} hasn't been to school for six weeks
can I share {Beatriz Carvalho}'s file with Brent?
A 13 year old in our home is pregnant and will not say who the father is
{Jermaine P} is due out of Feltham on Monday and has nowhere to live
what threshold would {Lubna} meet, her dad slapped her
her name is {Oyinkan} and she is in a hostel in Ilford
{sophie t}, 16, drinks and goes missing with lads from Romford
there is a baby at St Thomas called {Rudolph} withdrawing from methadone
My granddaughter {Elspeth} was taken into care, how do I see her
{Tobiah} and {Keturah} are being neglected by their grandparents
is {Anwar}'s age assessment lawful? he says he is 15
The father of {Zuri} is a registered sex offender
what do we say to {Eliza May} when she asks to go home
Please find a school for {Cosmo Blythe-Reid} he has been permanently excluded twice
she disclosed last week that he comes into her room
A pupil of mine, {Gethin}, has marks on his neck
foster carer of {Rosh} wants to give notice, he bit her
Hi, I am calling about {Bethan Price-Jones} at {31 Coldharbour Lane} SE5, she's been left alone all weekend
who covers {Nasra}'s case while her SW is on leave
urgent - {Keziah Bonsu} needs a bed tonight, foster carers have given 24 hours notice
What is the process when a child like {Adeola} makes an allegation against her carer?
{Mohammed A}, year 8, brought a machete into school
Two brothers, {Zayn} and {Eesa}, disclosed that dad chokes them
could someone ring me about {Philomena} on {020 7946 0735}, she won't leave her boyfriend
our girl {Sahra} went to a party in Dalston and was raped
client {Vasile Popescu} does not have settled status and turns 18 on Friday
i support a teen who says his mum burns him with cigarettes
{Ottilie} was removed at birth; is kinship care possible with nan?
any tips for working with {Jago}, he hears voices and hates his key worker
{R.M.}, 12, bitten by the family dog while mum was asleep
What happens to {Winnie}'s bed if she is remanded
my stepson {Caleb} is being bullied at his PRU in Enfield
a young lady called {Mirembe} is sleeping on the night bus
the unborn baby of {Shakira Bligh} is subject to a CP plan
{Fenella}'s dad rang the duty line drunk again
how should I word the court statement for the {Doherty} children
The {Okonkwo} family have moved to {18 Ridley Road} and refuse visits
LAC review for {Dilys} is overdue, IRO is off sick
he tried to hang himself in his room at the unit on Sunday
{Pavlos} (DOB {22/7/2009}) was stopped with crack in Lewes
My colleague's case, {Hyacinth}, wants contact with her birth mum
do I need consent to refer {Tomasz} to CAMHS if his parents disagree
her baby was shaken by the partner, we think
{Ravi K} absconded from secure on the way to court
`
  .trim()
  .split('\n')
  .map((line) => ({
    written: line.replace(/[{}]/g, ''),
    hidden: [...line.matchAll(/\{(.*?)\}/g)].map(([, detail]) => detail!),
  }));

/** About children in general, with the very words that cases are written in. */
export const general = `
what support is there for a 15 year old with autism
what can we do for children who have been excluded from school
who leads on children who go missing
how do I support a child who has been moved three times
is there anything for 16 and 17 year olds leaving custody
what does a care leaver do when they turn 18
what happens to a child when the foster carer retires
help for mums and dads of disabled children
which boroughs have children placed in Kent
Who is the Mayor of London?
Is Your Choice for children aged 11 to 17?
What is Section 47?
What are the dates for December 2025
how many 14 year olds are in secure care
Does the Pathfinder take boys of 16, 17 and 18?
What is a Key Stage 2 child entitled to
who should a pupil talk to about bullying
does Camden's social work team use the framework
Tell me about Mockingbird, Pause and Family Safeguarding
what did Ofsted say about Croydon's placements
who do I call at London Councils on 4 May 2026 at 10am
is there a programme called Big Listen
is there a project for young people called Your Choice
How does the ALDCS work with the DfE, NHS and the GLA?
what support can a young person who is pregnant get
`
  .trim()
  .split('\n');
