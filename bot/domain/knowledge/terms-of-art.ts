/**
 * Phrases of children's services whose words mean something else when they stand apart: a record about carers and
 * young people says nothing of young carers. A record has one of these only where its words stand together.
 */
export const termsOfArt = `
young carers, private fostering, elective home education, early help offer, family hubs, special guardianship, short
breaks, staying put, staying close, free school meals, school meals, child protection plan, child protection conference,
life story work, personal education plan, pupil premium, direct payments, family court, care proceedings, age
assessment, domestic abuse, forced marriage, substance misuse, independent reviewing officer, independent visitor, youth
club, school places, school admissions, council tax, foster carers training, housing benefit, universal credit, child
benefit, free childcare, childcare hours, blue badge, library card, parking permit, loft conversion, subject access
request
`
  .split(',')
  .map((term) => term.trim());
