/**
 * What people say, and what the documents of children's services call it. Each line: everyday words or
 * phrases > the words of the documents. A phrase on the right counts where its words stand together.
 */
export const everydayWords = `
gang, gangs, knife, knife crime, stabbing, stabbings, weapon, violent, serious youth violence, county lines, street crime, postcode war, postcode wars, drill music, beef, rivals, feud, feuds, gang life, gang lifestyle, out of the gang, get out of a gang > violence, exploitation
groomed, grooming, exploited, trafficked, trafficking, modern slavery, cse, cce, abuse, abused > exploitation, safeguarding
harm, danger, dangerous, unsafe, at risk > safety, safeguarding, harm
safe, keeping safe, protect, protecting, protection > safeguarding, safety, protection
teenager, teenagers, teen, teens, youth, youths, youngsters, adolescents, teenies, adolescence, tween, tweens, 15 year old, 16 year old, 17 year old, 14 year old, 13 year old, 15 year olds, 16 year olds, 17 year olds, 14 year olds, 13 year olds, older kids, older children > adolescent, young
prison, jail, jailed, locked up, behind bars, young offender institution, yoi, remand, remanded, detention, detained, lock up, locked away, instead of prison, alternative to custody, alternatives to custody > custody, secure
locked, locked placement, locked unit, secure unit, secure accommodation, secure placement, welfare secure, court order, secure beds, locked beds, welfare beds, lock a kid up, locked up for safety, danger to herself, danger to himself, danger to themselves, absconding, keeps running away, nearest bed, nearest secure > secure
court, courts, judge > secure, criminal justice, justice
offender, offenders, offending, offence, crime, crimes, police, policing, arrest, arrested, criminal record, convicted, conviction, youth offending > criminalisation, criminal justice, justice, custody
criminal, criminals, criminalise, criminalised, criminalising > criminalisation, criminal justice
dentist, dentists, dental, teeth, tooth > dentistry
doctor, doctors, gp, nhs, hospital, hospitals, medical, clinical, integrated care, nhs trust, nhs trusts, health service, health services, health board, health boards, health visitors > health, ics
mental health, camhs, therapy, counselling, anxiety, depression, wellbeing, shrink, psychiatrist, psychiatric, panic attacks, self-esteem, suicidal, head space, counselled > mental health, emotional wellbeing
medicine, medicines, medication, pharmacy, prescriptions > prescription
flat, flats, rent, rents, renting, homeless, homelessness, tenancy, tenancies, council house, social housing, accommodation, somewhere to live, place to live, a home of their own, lodgings, bedsit, studio flat, house share, hmo, temporary accommodation, council tenancy > housing, accommodation
home, homes, house > housing, homes
job, jobs, employer, employers, apprenticeship, apprenticeships, career, careers, unemployed, neet, getting into work, traineeship > employment, training
college, colleges, student, students, studying, degree > education, fe, he
university, universities, uni, unis, academia, academics > universities, education, he
school, schools, pupil, pupils, teacher, teachers, classroom, headteacher, headteachers, heads of schools, school staff, school leaders, governors > schools, education
exclusion, exclusions, excluded, expelled, suspended, pru, kicked out of school > alternative provision, inclusion
attendance, truancy, missing school > attendance, school census
mainstream, inclusive > inclusion, inclusive
nursery, nurseries, toddler, toddlers, preschool, pre-school, under fives, under 5s, baby, babies, reception class, infants, infant > early years
spotting, spot, diagnosis, diagnose, early help, early intervention > early identification, identification
bus, buses, minibus, minibuses, taxi, taxis, cab, cabs, travel, travelling, lifts to school, travelcard, oyster, getting to school, school run, lift share, school taxis, taxi bill, taxi bills, home to school, routes, drivers, vans, van, fleet, car share, own buses, bus fleet > transport
autism, autistic, asperger, neurodivergent, neurodiverse, neurodiversity, adhd, spectrum, sensory, non verbal, nonverbal, asc, aspergers, neuro > asd
challenging behaviour, behaviour, emotional needs, emotional difficulties > semh
disabled, disability, disabilities, special needs, additional needs, ehcp, ehc plan, learning difficulties, ehcps, ehc, learning support, additional support, sen support > send
inspection, inspections, inspector, inspectors, inspected, ofsted, judgement, judgements, cqc > inspection, ofsted
grown up, adulthood, becoming an adult, turning 18, turn 18, adult services, adult social care, moving to adults > transition, adults
mentor, mentors, befriending, role model, role models, friendship, friends, lonely, loneliness, trusted adult, christmas, alone at christmas, nobody to ring, no one to ring, no family, on their own, isolated, isolation, lonelier, someone to lean on, someone to talk to, someone to ring, support network > mentoring, relationship
asylum, asylum seeker, asylum seekers, refugee, refugees, migrant, migrants, home office, unaccompanied, settled status, citizenship, appeal rights, appeal, asylum claim, indefinite leave, papers, arrived alone, came alone, small boat, boats, overseas born, born abroad, calais, dover > immigration, uasc
mayor, city hall, sadiq khan, london mayor, mayors office, mayor's office, mayoral, greater london, gla > mayor, gla
minister, ministers, government, whitehall, parliament, westminster, politicians, mps, lobby, lobbying > national, ministerial, influence
law, laws, legislation, act, bill > act, bill, reform
race, racial, racist, black, ethnic, ethnicity, minority, minorities, bame, global majority, diversity, diverse, discrimination, unequal, inequality, inequalities, equality, equity, fair, unfair > anti racism, disproportionality, ethnic, ethnicity
money, cash, fund, funds, funded, funding, grant, grants, financial, finances, finance > funding, finance, financial
investor, investors, investment, invest, private money, donor, donors, donation, charity money, charities, philanthropist, philanthropists > social finance, philanthropy, funding, private sector
overspend, overspending, overspent, deficit, deficits, in the red, high needs block, high needs budget, budget, budgets, dsg, cuts, savings, save money > finance, financial, value for money
expensive, costly, pricey, cost, costs, price, prices, cheaper, cheap, costing > cost, costs, costly, value for money
splitting the cost, share the cost, sharing the cost, split costs, jointly pay > jointly funded, joint
nhs share, paid for jointly, joint funding, co-funded, tripartite > jointly funded, joint commissioning
private provider, private providers, supplier, suppliers, companies, vendor, vendors, independent sector, private homes, private companies, for profit, profit making > providers, market
not enough, shortage, shortages, enough, run out, lack, scarce, too few > sufficiency, supply
build, building, built, new builds, buildings, opening, open new > provision, new provision, development
buy, buying, purchase, purchasing, procure, procurement, contract, contracts > commissioning, procurement
care home, care homes, residential home, residential homes, residential > homes, residential
looked after, looked after children, children looked after, cla, lac, in care, children in care > in care, looked after
fostering, foster, foster carer, foster carers, fostered > foster care
left care, leaving care, care leaver, grew up in care, growing up in care, been in care, used to be in care, care experienced, ex care, aged out, used to look after, we looked after, were looked after, children we raised, raised by the council, former foster children, brought up in care, have been in care, who had been in care > care leavers, care experienced
moved out, independence, living alone, independent > independent, housing
social worker, social workers > social work, social workers
agency, agencies, agency worker, agency staff, agency workers, locum, locums, temp, temps, temporary staff, contractor, contractors, number of temps, supply staff > agency
rules, rule, regulation, regulations, requirement, requirements > rules, guidance
comply > complying, compliance
hire, hiring, recruit, recruiting, recruits, vacancy, vacancies, attract, attracting, hard to find, job adverts, advert, adverts, advertising, filling posts > recruitment, attraction, supply
staff, employees, employee, workers, colleagues, practitioners, personnel, frontline people, front line people, frontline staff, people on the ground, ground floor staff, shop floor, the troops, worn out, exhausted, fed up, happy at work, unhappy at work > workforce, staff
turnover, keep staff, staying in post, quit, quitting, stay in the job, burnout, leavers from the job, staff leaving, hang on to staff, keep people, retain, retaining > retention
overseas, abroad, foreign, international > international
psychologist, psychologists, ed psych, ed psychs, edpsych, educational psychology, ed psych service, psychology service, psychology > educational psychologists, ep
manager, managers, home manager, home managers > managers, registered managers
survey, surveys, poll, questionnaire, how they feel, views, opinion, opinions, morale, staff voice > big listen, survey, listen
training course, course, courses, cpd, learn, learning > training, learning
webinar, webinars, e-learning, video, videos > webinars, training
manual, toolkit, guidebook, booklet > handbook, tools
stats, statistics, numbers, figures, metrics, kpi, kpis, performance, analytics, insight, insights, tableau, download the data, extract, extracts, dataset, raw data, key stats, scorecard, scorecards, league, ranking, ranked, rank, statistical neighbours, statistical neighbour, nearest neighbours, baseline, rag rating, heat map > data, benchmarking, dashboard
compare, comparing, comparison, comparisons, league table, league tables, how we are doing, performing > benchmarking, comparing, benchmark
report, reports, chart, charts, graph, graphs, power bi > dashboard, report
good practice, best practice, what works, case study, success stories, shining examples > practice spotlight, good practice, best practice
critical friend, peer reviews, external review, honest feedback, outside view, fresh eyes, fresh pair of eyes, mock inspection > peer challenge, peer review
meeting, meetings, group, groups, forum, forums > networks, boards
conference, event, events, summit, seminar, get together > summit, conference, event
parent, parents, mum, mums, dad, dads, carer, carers, families, family > parent carers, families
covid, covid19, coronavirus, pandemic, lockdowns, covid report, lessons of covid, working from home, furlough > lockdown
password, passwords, log in, login, log on, logging in, locked out, signing in, sign on, credentials, reset, let me in, lets me in, cannot get in, cant get in, wont let me in, not working for me, access denied, expired, invalid, verification code, lockout, reset link, username, user name, log me in, logs me out, kicked me off, sign me in > sign in, password, signing
website, site, web, page, web page, homepage > website
feedback, suggest, suggestion, complain, complaint, complaints, comment > comments, suggestions
members area, member area, restricted area, restricted, register, join > member areas, access
contact, email, e-mail, get in touch, reach out > contact, email
values, belief, beliefs, believe, principles, ethos, vision > believe, beliefs
agreement, signed, mou, formal agreement, written agreement, legal agreement, paperwork behind, behind all this, joined up to, all boroughs in, every borough in, opt out, opted out, which boroughs are in, part of it, signed up to, pact, treaty, covenant, concordat, contract that set up > memorandum of understanding
audience, aimed at, intended for, visitors > audience, staff
partner, partners, partnership, works with, working with, collaborators, stakeholders, team up with, national bodies, national body, trade body > partners
other regions, rest of the country, other parts of the country, other parts of england, one of these too, elsewhere in england, in england, across england, nationwide > regional, regions, national
merge, joint working, working together, collaborate, collaboration > collaboration, joint
speed up, faster, waiting, wait, queue > waiting time
outcomes, impact, benefit, benefits > outcomes
research, researcher, researchers, trial, trials, study > research, trial
census, statutory return, statutory returns, returns > census
pilot, pilots, trying out, test, testing > pilot
practise, practising > practice
perm, perms > permanent
period, span, years covered > years
four, 4 > four
five, 5 > five
ten, 10 > ten
fourth, 4th > fourth
first, 1st > first
second, 2nd > second
third, 3rd > third
tube, underground, tram, fare, fares, railcard, zip card, free travel, discounted travel, public transport > transport, tfl, travel
nowhere to live, nowhere to stay, roof over their head, rough sleeping, rough sleeper, sofa surfing, sofa surfers, evicted, eviction, hostel, hostels > housing, accommodation, homelessness
out of jail, out of prison, reoffend, reoffending, re-offending, probation, on bail, youth court, young offenders > criminal justice, custody
firm, firms, corporates, corporate, apprentices, apprentice, work experience, work placement, work placements, first job, traineeships > employers, employment, internships
paid work, working life, ready for work, job centre, jobcentre, unemployment > employment
staffing, headcount, recruits, joiners, new starters, newly qualified, graduates, career changers > workforce, recruitment, staff
heads of service, senior managers, senior staff, top team > leaders, leadership
spreadsheets, spreadsheet, data set, datasets, evidence base > data, dashboards, dataset
outturn, forecast, predict, predicting > forecasting, modelling, sufficiency
costliest, priciest, dearest, most expensive, high cost, high-cost > costs, high, costly
bargain, bargaining power, negotiate, negotiating, haggle > value for money, commissioning
beds, bed spaces, vacancies in homes > places, placements, sufficiency
far from home, miles away, out of area, out of borough, out of london, distance placements > london, placements
special school, special schools, residential school, boarding school > residential, schools
meltdowns, outbursts, self harm, eating disorder, trauma, traumatised > emotional, semh, mental health
speech therapist, speech therapists, therapists, occupational therapist > therapy, therapies, speech
learning difficulty, wheelchair, wheelchairs, deaf, blind, epilepsy, downs, down syndrome, cerebral palsy, dyslexia, complex disability, learning disability, learning disabilities, pmld > send, disabilities
at 18, age 18, after 18, when they grow up, growing up, post 16, post 18 > transition, adulthood, young adult
spotted, picked up early, noticed early, catch early > identification, early
team up, teaming up, pooled, pooling > joint, jointly, collaboration
counsellor, counsellors, psychotherapy, someone to talk to about feelings, mental wellbeing, low mood, feeling low, stressed, anxious, depressed > mental health, wellbeing
focus areas, big themes, main themes, strands > priority, areas
remit, mandate, why it exists, reason for being > purpose, vision
long term, future, next few years, future proof, survive, viable, sustain > future, sustainability, sustainable
set up, founded, established, founding, origins > founded, agreement
terms of reference, legal basis, contract between, signed up > memorandum of understanding, agreement
mistake, mistakes, broken link, typo, out of date page, wrong information > comments, suggestions, website
permission, permissions, who can see, authorised, private area, protected area, protected pages > access, member areas
councillor, councillors, politician, lead member, lead members, elected members > political
dcs, dcss > directors
voluntary, voluntary sector, third sector, community groups, ngo, ngos, not for profit > voluntary, vcs, charitable
banks, bank, bond, bonds, impact bond, impact bonds, loans, loan, borrow, borrowing, lottery, sponsors, sponsorship > social finance, social outcome, philanthropy, funding
spend now, spending now, upfront, prevention pays > invest to save, invest
building money, construction, architects, planning permission, planning application > capital, provision
police officers, call the police, calling the police, calling 999 > police, criminalisation
radicalisation, county line, drugs, drug dealing, dealers, exploiting, exploits, run by a gang, dealing, dealer, trap house, cuckooing, cuckooed, running drugs, drugs run, plugging, olders, elders, elder, debt bondage, going country, going cunch, drug line, drug lines, trafficker, traffickers > exploitation, violence
missing children, runaways, running away > exploitation, safety
practice guide, good guide, guides, how to guide, manual for staff, hand book, practice manual, practice handbook, practice book, practice bible, bible, crib sheet, cheat sheet, procedures, procedure > handbook, guidance
hear from young people, what young people say, youth voice, their say, have a say, listened to, amplify, amplifying, kids say, children say, kids' voices, voice of the child, child's voice, what kids think, what children think > voice, listen
prejudice, racist, unconscious bias, overrepresented, over-represented, over representation, disproportionate, microaggressions, microaggression, bias, biased, unfairly, fairness, fairer, fairly, treated the same, over policed, stereotype, stereotypes, adultification, adultified, racially > anti racism, disproportionality
yearly, every year, each year > annual
every three months, each quarter, four times a year > quarterly, quarter
trailblazer, trailblazers, early adopter, early adopters, test areas, pilot areas > pathfinders, pilot
treated worse, treated differently, worse outcomes, disadvantaged, white leaders, all white, people of colour, ethnic groups > disproportionality, ethnic, anti racism
worked somewhere else, worked elsewhere, what worked, shining example, copy from others, good ideas, cracked it, has cracked, doing brilliantly, doing well, doing it better, does it well, do it well, gets it right, got it right, find out what others do, others do, how others do it, how do others, what are others doing, other places do, nick ideas, steal ideas, borrow ideas, pinch ideas > practice spotlight, good practice
admin, administration, secretary, minutes, secretarial > secretariat
lunchtime learning, lunch and learn, bite size, bite-size, short sessions, vlog, podcast, podcasts, bitesized, snack size, twenty minutes, 20 minutes, half an hour, quick sessions, quick session, teach in > bitesize, webinars
upskill, upskilling, frontline, front line, skill up, skilling up > training, practitioners, practitioner
knife fight, knife fights, fights, fighting, attacked, machete, machetes, beaten up > violence, knife
18 to 25, 18 to 25s, up to 25, young adult, young adults > young, adults
charged for, charged with, criminal damage, smashing, smashed, breaking things, call outs, callouts, told off by police > criminalisation, police
thrash out, talking shop, brainstorm, brainstorming, debate, debates, discussions, discussion > workshops, policy
chip in, half and half, fifty fifty, pay their share, pay half, who pays for, contribution from health, contributions > jointly funded, health, contributions
bailout, bailouts, bail out, rescue deal, rescue deals, black hole, shortfall, shortfalls, debt, debts, dsg management plan, recovery plan, safety valves, dbv, overspends, overspent, millions over, over budget, financial hole, hole, bankrupt > deficit, finance, safety valve
chucked out, thrown out, kicked out, excluding, off rolled, off rolling, fixed term, fixed term exclusion, permanently excluded, pex > exclusions, alternative provision, inclusion
fillings, filling, check up, checkups > dental, dentistry
fostered, grew up in foster care > care leavers, in care, foster
without papers, no papers, undocumented, right to remain, leave to remain, immigration status > immigration
guide young people, big brother, big sister, someone to look up to, buddy, buddies > mentoring, mentor
posts, fill our posts, unfilled, empty posts, job ads, job ad, hard to recruit > recruitment, attraction
stay in the job, stop leaving, stop people leaving, staying put, loyal, six months, first year in post, leave after, leave us, leaves us, leaving us, hand in notice, handing in notice, resign, resigning, resignations, resigned, walk out, jump ship, moving to another borough, better pay elsewhere, poaching staff > retention, recruitment
disciplined, disciplinary, passed over, held back, glass ceiling, promoted > disproportionality, anti racism
outfit, set-up, who pays for you, your funding, what are you > liia
nutshell, one page, one page version, short version, in brief, key points, at a glance, tl dr, tldr > plan, priority
matters most, most important, top of the list, number one > priorities, priority
families deserve, deserve, deserves, what matters to you, stand for, care about > believe, values
chief executives, chief executive, chief execs, chief exec, ceo, ceos > solace, chief executives
charity worker, volunteer, volunteers, who can use, allowed to use > audience, voluntary
leaders get better, better leaders, leading better, leadership skills > leadership
bosses, boss > leaders, leadership, managers
honest > challenge
in five years, next year, years from now, ten years > future, vision
special needs coordinator, special needs coordinators, senco > sencos, send
speech delay, talking late, delayed speech > speech, early years
bricks and mortar, plot of land > provision, building
cheaper placements, dear placements, cost a fortune, eye watering, expensive placements > costs, placements, costly
profits, profiteering, profiteer, rip off, ripped off, overcharging, overcharge > market, providers, costs
headhunt, headhunters, poach, poaching, bidding war, outbid, outbidding, cap on pay, pay cap, pay caps, project team, managed team > agency, rules
overseas social workers, foreign social workers, from abroad, recruit abroad > international recruitment, international
criminals, gangsters, exploiters, groomers, predators > exploitation
mum and dad, mums and dads, parents and carers, parent groups, parent group, parent forums > parent carers
bring together, join up, joined up, joining up, in one place, single place > integrated, joined
drop out, dropout, dropping out, not in school, out of school, home educated, home education > attendance, alternative provision
cop, cops, copper, coppers, bobby, bobbies, the met, met police, nicked, locked in a cell, cells > police, custody, criminal justice, criminalisation
lock-up, lock up, behind bars, doing time, sentence, sentenced, sentencing, bail, tagged, magistrates, magistrate > custody, criminal justice, court
halfway, step down, stepping down, move on, reintegrate, back home, back into the community, return to the community > reintegration, community
welfare order, secure order > secure, welfare
skint, hard up, afford, affordable, unaffordable, pay for, pays for, paying for > cost, costs, funding
dearest, dearer, extortionate, arm and a leg, silly money, through the roof, package, packages > costs, costly, placements
continuing care, chc, nhs money, health money, health funding, icb money, panel rows, who pays what, funding panel, joint panel > jointly funded, joint commissioning, health
nhs map, nhs redrawing, health reform, health restructure, restructure, reorganisation, reorganise, reorganising > transformation, integrated care, health
capital bid, grant bid, putting in for, bidding for a grant, convert, converting, refurbish, planning bid > capital bids, provision, new provision
small provider, provider, bidder, tender, tendering, tenders, market day, meet the buyer > providers, market, market engagement
carers needed, homes needed, how many homes, enough carers, enough beds, capacity > sufficiency, placements
toothache, tooth out, abscess, gums, tablets, pills, pill, meds, chemist > dentistry, prescription, health
front door, sleeping on sofas, sleeping on a sofa, on the streets, kicked out of his flat, kicked out of her flat, nowhere to go, no fixed abode, own place, place of their own > housing, homelessness, independent
mentee, mentees, mentored, coaching, life coach, volunteers who visit > mentoring
ringfenced, ring fenced, guaranteed interview, council jobs, work in the council, work here, taken on, into a job, earning > employment, family business
undergraduate, graduate > he, university, education
sixth form, sixth former, sixth formers, year 11, year 11s, year 12, year 13, gcse, gcses, a levels, btec, level 2, level 3 > fe, colleges, education, training
job coach, supported employment, shelf stacking, saturday job, work based learning, on the job > internships, employment
anxious, anxious kids, school refusal, school refusers, refusing school, school avoidance, ebsa, tourettes > semh, mental health
breakdown at home, family breakdown, cannot cope at home, can't cope at home, cant cope at home, too much for the parents > cannot live at home, high needs
crawling, walking late, milestones, health visiting, play group, playgroup, playgroups, stay and play, crèche, creche, reception > early years, identification
adults team, adult team, adults' team, adult social worker, adult side, cliff edge, cliff-edge, falls off a cliff, off a cliff, at eighteen, eighteenth birthday, 18th birthday, turning eighteen, too old for children's services, aged out, ageing out > transition, adulthood, adults
dsl, dsls, designated lead, head of year, pastoral, school nurse, tutor group, form tutor > schools, safeguarding
online grooming, sexual harm, sexually, boyfriend model, older boyfriend, older man, older men, sexual exploitation > exploitation, mace
mapping meeting, risk management meeting, panel meetings > multi agency, mace
shank, zombie knife, zombie knives, blade, blades, hurt in a fight, injured, injury, injuries, a&e, shooting, gun, guns, robbery, robberies, mugged, beaten > violence
talking therapy, talking therapies, therapist led, therapeutic, psychologist led, cognitive, clinician, clinicians, clinical supervision > clinical, clinicians, therapy
rct, control group, peer reviewed, academic study, evaluators, evaluator, evaluating, evaluate, evaluated, evaluation > trial, study, evaluation
smashed a window, kicked a door, kicking a door, broken window, broken door, throwing a plate, threw a plate, criminal damage, assault on staff, minor offence, petty > criminalisation
apologise, apology, amends, restorative, make it right, face to face with the victim > repair, restorative justice
central government, whitehall, westminster asks, political asks, manifesto, green paper, white paper, consultation, consultations, select committee, lobby groups, push for change, campaign for change > influence, policy
new act, new bill, royal assent, statutory duty, statutory duties, duties, dfe expectations, expected of councils, government expects, guidance from government, national standards, macalister, care review, stable homes > reform, national framework
family help, families first, family group decision making, mact, macpt, child protection teams, lead practitioner, fcdm > families first, reform, multi agency
bed in, bedding in, embed, embedding, roll out, rolling out, rollout, implement, implementing, implementation, put in place > embed, reform
trial areas, first areas, test sites, wave one, wave 1 > pathfinder, pathfinders
continue existing, still exist, carry on existing, wound up, wind up, closing down, close down, shut down, survive, survival, run out of funding, restructured, staffing model, how it is run, how it's run, running costs > sustainability, operating model
away day, awayday, offsite, off-site, directors' day, child friendly, kid friendly, child-friendly > away day, child friendly london
everyone looks the same, looks the same, all look the same, look like us, looks like us, look like the kids, reflect the community, reflects the community, skin colour, heritage, background, backgrounds, brown, mixed heritage, cultural, culture, culturally > ethnic, ethnicity, anti racism, diversity
bame, gypsy, roma, somali, african, caribbean, asian, bangladeshi, pakistani, muslim, jewish > ethnic, ethnicity, anti racism
career ladder, top jobs, top job, senior roles, senior role, senior post, senior posts, management jobs, higher up, pipeline of leaders, climb the ladder > leaders, leadership, diversity
analyst, analysts, number crunchers, performance team, performance manager, data team, data lead, data officer, mi team > data, intelligence
ssda, 903, alb return, cin return, lac return, statutory data, census day > data, census, ssda903
absence, absences, absent, bunking, bunking off, skiving, truant, truants, truanting, turn up to school, turning up at school, not turning up, skipping school > attendance
cross border, across borders, over the border, next borough, neighbouring borough, neighbouring boroughs, neighbour, neighbours, different borough, other borough > boroughs, cross border
looked after records, records of looked after, linked records, pupil level, individual level, person level, matched data > child level data
check our work, look at our work, second opinion, sense check, health check, diagnostic, deep look, spot check, reviewers > peer review, peer challenge
requires improvement, inadequate, outstanding, ri, intervention, commissioner sent in, ilac, ilacs, jtai, focused visit, monitoring visit, getting inspected, inspected soon, being inspected > inspection, improvement, ofsted
duplicate, duplicating, duplication, same people in every meeting, meeting overload, calendar full, overlap, overlapping, overlaps, too many boards, too many meetings > streamlined, networks, boards
minute taker, chairing > administers, networks, boards
shindig, big day, showcase day, annual do, big do, big event, flagship event, yearly event, gathering > summit, annual
terminology, different terms, same terms, same words, same language, shared language, different words, vocabulary, jargon, consistent words > language, consistent, handbook
teen safety, teenage safety, safety of teenagers, teens safe, teens at risk, teenagers at risk > adolescent safeguarding
oversight, scrutiny, safety board, safeguarding board, partnership board, safeguarding partnership > oversight board, lasob
clubbing together, club together, jointly buy, bulk buy, group buying, buying club, buying group, one buyer, single buyer, consortium, cooperative, coop, co op, clout, muscle > commissioning, collaborative, co-operative
bidding against each other, competing with each other, outbidding, gazumped, gazumping, beat us to it, snapped up the bed, undercut > placements, commissioning, value for money
run by whom, go ahead, going ahead, green light, greenlit, signed off, decision point, milestone, gateway review > gateway, secure
philanthropic, benefactor, benefactors, city money, rich people, wealthy, millionaires, trusts, foundations, crowdfunding, venture, equity, capital markets, hedge fund, financiers, bankers > philanthropy, social finance, private sector
pay back, payback, pay for itself, pays for itself, paid back, break even, save later, saves later, cost avoidance, avoided costs > invest to save, cost avoidance
peaks, project demand, predicted, predictions, predictive, guess demand, how many kids will need, demand model, modelling tool, forecasts > forecasting, sufficiency tool, sufficiency
nqsw, nqsws, asye, aysa, newly qualifieds, just qualified, recently qualified, out of uni, first post, first years, probationers > newly qualified, early career
recruiter, recruiters, head hunter, linkedin, adverts on the tube, posters, billboard, billboards, social media campaign, tiktok, marketing, branding > campaigns, recruitment
from india, from zimbabwe, from the philippines, from nigeria, from australia, sponsorship licence > international recruitment
listening exercise, heard by leaders, feel listened to, felt listened to, do bosses listen, bosses listen, leaders listening, ask staff, asking staff, what staff say, frontline people say, suggestion box > big listen, survey, listening
caseworker, caseworkers, plan writer, plan writers, send officer, send officers, case officer > send, workforce
support group, parent rep, parent reps, parent representative, parent representatives, pcf, parent voice, grandparents, gran, nan, dads, lived experience > parent carer
step up, stepping up, ready for promotion, next step in my career, deputy, deputies, aspiring, aspire, aspiring leaders, aspiring heads, future leaders > leadership programme, leaders
heads up network, counterpart, counterparts, opposite number, opposite numbers, peers in other boroughs, others in my role, people in my role, people like me in other boroughs > networks
independent schools, independent school, independent special, indy school, indy schools, inmss, private schools, private school > special school, commissioning
speech and language, salt, physio, physiotherapy, occupational therapists, sensory integration > therapies, commissioning
oyster card, zip, bus pass, bus passes, train fare, getting about, getting around town, ride for free, free rides, half price > tfl, travel, transport for london
personal adviser, personal advisers, personal advisor, personal advisors, leaving care worker, leaving care workers, leaving care team > personal advisers
corporate parent, corporate parents, corporate parenting, as a parent would, good parent, family firm > care leavers, family business, corporate parents
one of ours, our kids, our lot, looked after lot, our looked after, our young people, used to be in our care, used to be one of ours, grew up with us > care leavers, in care
what do you stand for, stand for as an organisation, plain english, who exactly are you, explain yourselves, introduce yourselves, introduce yourself, what are you for, what are you actually for, who are you, who are you lot, what is this organisation, what is this outfit, this outfit, describe yourselves, elevator pitch, directors own, owned by the directors > liia, purpose
national club, directors' club, national association, national voice, trade association, membership body, umbrella body > adcs, partners, association
chief exec, chief execs, town clerk, town clerks, town hall bosses > solace
dotted round, others like you, others like us, ones like you, same as you, like yours, your equivalents, equivalent, equivalents, elsewhere in the country, up north, other parts of the country, parts of the country, rest of the country, round the country, around the country, across the country, regional bodies > regional, alliances, riia
feel valued, valued, valuing, respected, supervision, reflective, reflection, scrutinised, resourced, properly funded > believe, culture, supervision
behind the password, behind a password, behind the login, hidden behind, gated, walled, sensitive pages, private bit, members only, members' bit, members only bit > member areas, protected
who is it for, made for, meant for, meant to use, supposed to use, for the likes of me, people like me, entitled to use, outsider, outsiders, member of the public, members of the public > audience, resource
why did you make a website, what is the website for, what's the website for, point of the website, point of the site, use of the site > central resource, website
signed the data, who signed for us, signed for us, sign for us, signed on our behalf, signed on behalf, data deal, sharing deal > data sharing protocol
annual programme, this year's programme, year's programme, programme for the year, three lines, bullet points, summary for my cabinet, summary for members, briefing on the plan, grand plan, game plan, road map, roadmap, to do list > plan, priorities
yef, endowment, online slot, online consultation > youth endowment fund, consultation
vru, violence reduction > vru
ey, eyfs, pre school years > early years
signature, signatures, signatory, signatories, put their name to, put its name to > signed
who do you work with, who you work with, who does liia work with, who liia works with, who else do you work with > partners
houses liia, house liia, houses you, houses the alliance > host, hosted
forgotten login, forgotten my login, forgot login, forgotten log in, forgotten my log in, lost my login, login has stopped working, log in has stopped working, login stopped working > password, signing in
not enough people, not enough staff, too few staff, too few people, short of staff, short of people, cannot find staff, can't find staff, can't find people > supply, recruitment, workforce
spotlite, spot lite, spot light, spotlites, practise spotlite, practice spotlite > practice spotlight
icb, icbs, icb colleagues, with the icb, health colleagues > ics, integrated care, joint commissioning, health
work in residential care, works in residential care, employed in residential care, residential staff, residential workers, residential care workers, staff of children's homes > residential, workforce
be around in, still be around, still around, still be here, still be going, keep it going, keep going > future, sustainability, sustainable
good work from other, good work elsewhere, good work in other > practice spotlight, good practice
shake up, shakeup, overhaul, legislation coming, new legislation, changes from government, changes coming down > reform, national framework
next generation of, grow our own, growing the next, train up managers, growing managers > leadership, leadership programme
stack up, stacks up, stacking up, measure up, measures up, next to its neighbours, next to our neighbours, next to others, alongside others > benchmarking, comparing, data
eating up, eats up, bleeding us dry, swallowing, swallows, draining > costs, costly
sit under, sits under, sits in, umbrella, gives it a home, give it a home, gives you a home, home organisation, parent body, parent organisation > host, hosted
in touch with others, put in touch > networks
trialling, trialling the changes, trialled > pathfinder, pathfinders, pilot
directors' association, association of directors, directors association > aldcs
underpins, underpin, underpinned, underpinning > agreement, memorandum of understanding
school roll, pupil roll, on roll, school rolls > school census, data
gold dust, hens teeth, hen's teeth, rare as, nobody applies, no applicants > supply, recruitment
good looks like, good look like, what good is > believe, beliefs
`;
