/**
 * What people say, and what the documents of children's services call it. Each line: everyday words or
 * phrases > the words of the documents. A phrase on the right counts where its words stand together.
 */
export const everydayWords = `
gang, gangs, knife, knife crime, stabbing, stabbings, weapon, violent, serious youth violence, county lines, street crime > violence, exploitation
groomed, grooming, exploited, trafficked, trafficking, modern slavery, cse, cce, abuse, abused > exploitation, safeguarding
harm, danger, dangerous, unsafe, at risk > safety, safeguarding, harm
safe, keeping safe, protect, protecting, protection > safeguarding, safety, protection
teenager, teenagers, teen, teens, youth, youths, youngsters, adolescents > adolescent, young
prison, jail, jailed, locked up, behind bars, young offender institution, yoi, remand, remanded, detention, detained > custody, secure
locked, locked placement, locked unit, secure unit, secure accommodation, secure placement, welfare secure, court order > secure
court, courts, judge > secure, criminal justice, justice
offender, offenders, offending, offence, crime, crimes, police, policing, arrest, arrested, criminal record, convicted, conviction, youth offending > criminalisation, criminal justice, justice, custody
criminal, criminals, criminalise, criminalised, criminalising > criminalisation, criminal justice
dentist, dentists, dental, teeth, tooth > dentistry
doctor, doctors, gp, nhs, hospital, hospitals, medical, clinical, integrated care > health, ics
mental health, camhs, therapy, counselling, anxiety, depression, wellbeing > mental health, emotional wellbeing
medicine, medicines, medication, pharmacy, prescriptions > prescription
flat, flats, rent, rents, renting, homeless, homelessness, landlord, landlords, tenancy, tenancies, council house, social housing, accommodation, somewhere to live, place to live, a home of their own > housing, accommodation
home, homes, house > housing, homes
job, jobs, employer, employers, apprenticeship, apprenticeships, career, careers, unemployed, neet, getting into work, traineeship > employment, training
college, colleges, student, students, studying, degree > education, fe, he
university, universities, uni, unis, academia, academics > universities, education, he
school, schools, pupil, pupils, teacher, teachers, classroom, headteacher, headteachers > schools, education
exclusion, exclusions, excluded, expelled, suspended, pru, kicked out of school > alternative provision, inclusion
attendance, truancy, missing school > attendance, school census
mainstream, inclusive > inclusion, inclusive
nursery, nurseries, toddler, toddlers, preschool, pre-school, under fives, under 5s, baby, babies, reception class > early years
spotting, spot, diagnosis, diagnose, early help, early intervention > early identification, identification
bus, buses, minibus, minibuses, taxi, taxis, cab, cabs, travel, travelling, lifts to school, travelcard, oyster, getting to school, school run > transport
autism, autistic, asperger, neurodivergent, neurodiverse, neurodiversity, adhd > asd
challenging behaviour, behaviour, emotional needs, emotional difficulties > semh
disabled, disability, disabilities, special needs, additional needs, ehcp, ehc plan, learning difficulties > send
inspection, inspections, inspector, inspectors, inspected, ofsted, judgement, judgements, cqc > inspection, ofsted
grown up, adulthood, becoming an adult, turning 18, turn 18, adult services, adult social care, moving to adults > transition, adults
mentor, mentors, befriending, role model, role models, friendship, friends, lonely, loneliness, trusted adult > mentoring, relationship
asylum, asylum seeker, asylum seekers, refugee, refugees, migrant, migrants, visa, visas, home office, unaccompanied, settled status, citizenship > immigration, uasc
mayor, city hall, sadiq khan > mayor, gla
minister, ministers, government, whitehall, parliament, westminster, politicians, mps, lobby, lobbying > national, ministerial, influence
law, laws, legislation, act, bill > act, bill, reform
race, racial, racist, black, ethnic, ethnicity, minority, minorities, bame, global majority, diversity, diverse, discrimination, unequal, inequality, inequalities, equality, equity, fair, unfair > anti racism, disproportionality, ethnic, ethnicity
money, cash, fund, funds, funded, funding, grant, grants, financial, finances, finance > funding, finance, financial
investor, investors, investment, invest, private money, donor, donors, donation, charity money, charities, philanthropist, philanthropists > social finance, philanthropy, funding, private sector
overspend, overspending, overspent, deficit, deficits, in the red, high needs block, high needs budget, budget, budgets, dsg, cuts, savings, save money > finance, financial, value for money
expensive, costly, pricey, cost, costs, price, prices, cheaper, cheap, costing > cost, costs, costly, value for money
bill, splitting the cost, share the cost, sharing the cost, split costs, jointly pay > jointly funded, joint
nhs share, paid for jointly, joint funding, co-funded, tripartite > jointly funded, joint commissioning
private provider, private providers, supplier, suppliers, companies, vendor, vendors > providers, market
not enough, shortage, shortages, enough, run out, lack, scarce, too few > sufficiency, supply
build, building, built, new builds, buildings, opening, open new > provision, new provision, development
buy, buying, purchase, purchasing, procure, procurement, contract, contracts > commissioning, procurement
care home, care homes, residential home, residential homes, residential > homes, residential
looked after, looked after children, children looked after, cla, lac, in care, children in care > in care, looked after
fostering, foster, foster carer, foster carers, fostered > foster care
left care, leaving care, care leaver, grew up in care, growing up in care, been in care, used to be in care, care experienced, ex care, aged out > care leavers, care experienced
moved out, independence, living alone, independent > independent, housing
social worker, social workers > social work, social workers
agency, agencies, agency worker, agency staff, agency workers, locum, locums, temp, temps, temporary staff, contractor, contractors > agency
rules, rule, regulation, regulations, requirement, requirements > rules, guidance
comply > complying, compliance
hire, hiring, recruit, recruiting, recruits, vacancy, vacancies, attract, attracting, hard to find, job adverts, advert, adverts, advertising, filling posts > recruitment, attraction, supply
staff, employees, employee, workers, colleagues, practitioners, personnel > workforce, staff
turnover, keep staff, staying in post, quit, quitting, stay in the job, burnout > retention
overseas, abroad, foreign, international > international
psychologist, psychologists, ed psych, ed psychs, edpsych, educational psychology > educational psychologists, ep
manager, managers, home manager, home managers > managers, registered managers
survey, surveys, poll, questionnaire, how they feel, feelings, views, opinion, opinions, morale, staff voice > big listen, survey, listen
training course, course, courses, cpd, learn, learning > training, learning
webinar, webinars, e-learning, video, videos > webinars, training
manual, toolkit, guidebook, booklet > handbook, tools
stats, statistics, numbers, figures, metrics, kpi, kpis, performance, analytics, insight, insights > data, benchmarking, dashboard
compare, comparing, comparison, comparisons, league table, league tables, how we are doing, performing > benchmarking, comparing, benchmark
report, reports, chart, charts, graph, graphs, power bi > dashboard, report
good practice, best practice, what works, case study, success stories, shining examples > practice spotlight, good practice, best practice
critical friend, peer reviews, external review > peer challenge, peer review
meeting, meetings, group, groups, forum, forums > networks, boards
conference, event, events, summit, seminar, get together > summit, conference, event
parent, parents, mum, mums, dad, dads, carer, carers, families, family > parent carers, families
covid, covid19, coronavirus, pandemic, lockdowns > lockdown
password, passwords, log in, login, log on, logging in, locked out, signing in, sign on, credentials, reset > sign in, password, signing
website, site, web, page, web page, homepage > website
feedback, suggest, suggestion, complain, complaint, complaints, comment > comments, suggestions
members area, member area, restricted area, restricted, register, join > member areas, access
contact, email, e-mail, get in touch, reach out > contact, email
values, belief, beliefs, believe, principles, ethos, vision > believe, beliefs
agreement, signed, mou > memorandum of understanding
audience, aimed at, intended for, visitors > audience, staff
partner, partners, partnership, works with, working with, collaborators, stakeholders > partners
other regions, rest of the country, across england, nationwide > regional, regions, national
merge, joint working, working together, collaborate, collaboration > collaboration, joint
speed up, faster, waiting, wait, queue > waiting time
outcomes, impact, benefit, benefits > outcomes
research, researcher, researchers, trial, trials, study > research, trial
census, statutory return, statutory returns, returns > census
pilot, pilots, trying out, test, testing > pilot
four, 4 > four
five, 5 > five
ten, 10 > ten
fourth, 4th > fourth
first, 1st > first
second, 2nd > second
third, 3rd > third
tube, underground, tram, fare, fares, railcard, zip card, free travel, discounted travel, public transport > transport, tfl, travel
nowhere to live, nowhere to stay, roof over their head, rough sleeping, rough sleeper, sofa surfing, sofa surfers, evicted, eviction, mortgage, hostel, hostels > housing, accommodation, homelessness
used to look after, we looked after, were looked after, children we raised, raised by the council, former foster children, brought up in care > care leavers, care experienced
out of jail, out of prison, reoffend, reoffending, re-offending, probation, on bail, youth court, young offenders > criminal justice, custody
firm, firms, corporates, corporate, apprentices, apprentice, work experience, work placement, work placements, first job, traineeships > employers, employment, internships
paid work, working life, ready for work, job centre, jobcentre, unemployment > employment
staffing, headcount, recruits, joiners, new starters, newly qualified, graduates, career changers > workforce, recruitment, staff
leavers from the job, staff leaving, hang on to staff, keep people, retain, retaining > retention
heads of service, senior managers, senior staff, top team > leaders, leadership
spreadsheets, spreadsheet, data set, datasets, evidence base > data, dashboards, dataset
outturn, forecast, predict, predicting > forecasting, modelling, sufficiency
costliest, priciest, dearest, most expensive, high cost, high-cost > costs, high, costly
bargain, bargaining power, negotiate, negotiating, haggle > value for money, commissioning
beds, bed spaces, vacancies in homes > places, placements, sufficiency
independent sector, private homes, private companies, for profit, profit making > providers, market
far from home, miles away, out of area, out of borough, out of london, distance placements > london, placements
special school, special schools, residential school, boarding school, boarding > residential, schools
meltdowns, outbursts, self harm, eating disorder, trauma, traumatised > emotional, semh, mental health
speech therapist, speech therapists, therapists, occupational therapist > therapy, therapies, speech
learning difficulty > send, disabilities
at 18, age 18, after 18, when they grow up, growing up, post 16, post 18 > transition, adulthood, young adult
infants, infant > early years
spotted, picked up early, noticed early, catch early > identification, early
team up, teaming up, pooled, pooling > joint, jointly, collaboration
nhs trust, nhs trusts, health service, health services, health board, health boards, health visitors > health, ics
counsellor, counsellors, psychotherapy, someone to talk to about feelings > mental health, wellbeing
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
extremism, radicalisation, county line, drugs, drug dealing, dealers > exploitation, violence
missing children, runaways, running away > exploitation, safety
practice guide, good guide, guides, how to guide, manual for staff > handbook, guidance
hear from young people, what young people say, youth voice, their say, have a say, listened to > voice, listen
prejudice, racist, unconscious bias, overrepresented, over-represented, over representation, disproportionate > anti racism, disproportionality
yearly, every year, each year > annual
every three months, each quarter, four times a year > quarterly, quarter
trailblazer, trailblazers, early adopter, early adopters, test areas, pilot areas > pathfinders, pilot
treated worse, treated differently, worse outcomes, disadvantaged, white leaders, all white, people of colour, ethnic groups > disproportionality, ethnic, anti racism
honest feedback, outside view, fresh eyes, fresh pair of eyes, mock inspection > peer challenge, peer review
worked somewhere else, worked elsewhere, what worked, shining example, copy from others, good ideas > practice spotlight, good practice
admin, administration, secretary, minutes, secretarial > secretariat
lunchtime learning, lunch and learn, bite size, bite-size, short sessions > bitesize, webinars
headteacher, heads of schools, school staff, school leaders, governors > schools, education
upskill, upskilling, frontline, front line, skill up, skilling up > training, practitioners, practitioner
knife fight, knife fights, fights, fighting, attacked, machete, machetes, beaten up > violence, knife
18 to 25, 18 to 25s, up to 25, young adult, young adults > young, adults
charged for, charged with, criminal damage, smashing, smashed, breaking things, call outs, callouts, told off by police > criminalisation, police
thrash out, talking shop, brainstorm, brainstorming, debate, debates, discussions, discussion > workshops, policy
lock up, locked away, instead of prison, alternative to custody, alternatives to custody > custody, secure
chip in, half and half, fifty fifty, pay their share, pay half, who pays for, contribution from health, contributions > jointly funded, health, contributions
bailout, bailouts, bail out, rescue deal, rescue deals, black hole, shortfall, shortfalls, debt, debts > deficit, finance, safety valve
chucked out, thrown out, kicked out, excluding, off rolled, off rolling > exclusions, alternative provision, inclusion
root canal, braces, fillings, filling, dentures, check up, checkups > dental, dentistry
fostered, adopted from care, grew up in foster care > care leavers, in care, foster
without papers, no papers, undocumented, right to remain, leave to remain, immigration status > immigration
guide young people, big brother, big sister, someone to look up to, buddy, buddies > mentoring, mentor
been in care, have been in care, who had been in care > care leavers, care experienced
posts, fill our posts, unfilled, empty posts, job ads, job ad, hard to recruit > recruitment, attraction
stay in the job, stop leaving, stop people leaving, staying put, loyal > retention, recruitment
disciplined, disciplinary, passed over, held back, glass ceiling, promoted > disproportionality, anti racism
temps, number of temps, supply staff > agency
outfit, set-up, who pays for you, your funding, what are you > liia
nutshell, one page, one page version, short version, in brief, key points, at a glance, tl dr, tldr > plan, priority
matters most, most important, top of the list, number one > priorities, priority
families deserve, deserve, deserves, what matters to you, stand for, care about > believe, values
formal agreement, written agreement, legal agreement, paperwork behind, behind all this > memorandum of understanding
let me in, lets me in, cannot get in, cant get in, wont let me in, not working for me, access denied, expired, invalid > sign in, password, signing
chief executives, chief executive, chief execs, chief exec, ceo, ceos > solace, chief executives
team up with, national bodies, national body, trade body > partners
charity worker, volunteer, volunteers, who can use, allowed to use > audience, voluntary
leaders get better, better leaders, leading better, leadership skills > leadership
bosses, boss > leaders, leadership, managers
honest, candid > challenge
in five years, next year, years from now, ten years > future, vision
special needs coordinator, special needs coordinators, senco > sencos, send
speech delay, talking late, delayed speech > speech, early years
lift share, school taxis, taxi bill, taxi bills, home to school > transport
bricks and mortar, plot of land > provision, building
secure beds, locked beds, welfare beds > secure
cheaper placements, dear placements, cost a fortune, eye watering, expensive placements > costs, placements, costly
profits, profiteering, profiteer, rip off, ripped off, overcharging, overcharge > market, providers, costs
headhunt, headhunters, poach, poaching, bidding war, outbid, outbidding > agency, rules
overseas social workers, foreign social workers, from abroad, recruit abroad > international recruitment, international
mental wellbeing, low mood, feeling low, stressed, anxious, depressed > mental health, wellbeing
criminals, gangsters, exploiters, groomers, predators > exploitation
mum and dad, mums and dads, parents and carers, parent groups, parent group, parent forums > parent carers
bring together, join up, joined up, joining up, in one place, single place > integrated, joined
drop out, dropout, dropping out, not in school, out of school, home educated, home education > attendance, alternative provision
`;
