/**
 * Short English words that people write and mean. Our records may lack them, and each is one letter from one that
 * they have: "park" is no misspelt "part".
 */
export const realWords = new Set(
  `acid bend bleed aged alarm album alien angel anger angle ankle apple april arch arena army arrow atom aunt auto award baby baker ball ban band bank bar bark
  base bath beach bean bear beat beef beer bell belt bench bike bill bird birth bite black blade blame blank bless blind blood bloom blow blue board boat
  bond bone boot boss bowl boxes brain brake brand brass brave bread break brick bride brown brush bulb bull burn bush cabin cable cafe cage cake calm camel camp
  canal candy card cargo carol carp cart cash cast cattle cave cell cent chain chalk charm chart chase chat cheap cheek cheer chef chess chest chew chief chin
  chip choir cider cigar circus civil claim clan clap class clay clean clerk clever cliff climb clock cloth cloud clown club clue coach coal coast coat code coffee coin
  cold cook cool copy coral cord corn couch count court cousin crab crack craft crane crash cream credit creek crew crime crop cross crowd crown cruel crush cube cure curl
  curry curve cute dairy daisy dance dark dawn dead deaf dean dear death deer delay demon desk devil dial diary diet dirt dirty dish disk dive dock dog doll donor
  door dose doubt dozen drain drama draw dream dress drift drill drink drive drop drug drum dry duck duke dull dust dusty duty eagle earn east easy echo edge egg
  eight elbow elder elect elite empty enemy enjoy enter entry equal error essay ethic event exam exist exit extra eyes fabric faith fake fame farm fast fate fault fear feast
  fence fever fiber field fifth fifty fight film final fire firm fish fist five flag flame flash flat flavour fleet flesh flight flock flood floor flour flow flower fluid flute fly
  foam fold folk food fool foot force fork forty found fox frame fraud free fresh frog front frost fruit fuel funny fury game gas gate gear ghost giant gift girl glad glass
  globe glory glove glue goat gold golf goose gown grace grade grain grand grape graph grass grave gray great green greet grey grief grill grip guard guest guilt guitar gun habit
  hair half hall ham hand hang happy harm harp hate hawk heal heart heat heavy hell hero hide high hill hint hire hobby hole holy honey honor hook horn horse host hotel hour
  huge human humor hungry hunt hurry hurt ideal image index inner input iron island issue ivory jacket jail jam jazz jeans jelly jewel job joke joy juice jump jury kick kid kill kind
  king kiss kit kite knee knife knit knot lab lace ladder lady lake lamb lamp land lane laser laugh laundry lawn lawyer lazy leaf leak leap leather leg legal lemon lend lens lesson letter
  lid lie lift light lime limit linen link lion lip liquid loan lobby lock log logic lord lorry lose loss loud love luck lunch lung lyric magic mail male mango map maple march
  mark mask mass match math mayor maze meal meat medal media meet melon melt memo menu merit mess metal meter mice milk mill miner minor mint minute mirror mix mode model monk month
  mood moon moral motor mouse mouth movie mud mug muscle museum music nail naked nasty navy neck nerve nest net news nice night nine noble noise noon north nose note novel nurse nut
  oak ocean offer office oil olive onion opera orange orbit organ oven owl owner pack page paid pain paint pair palace palm panel panic pants paper paris park party pass paste pasta patch path
  patrol pause peace peak pear pearl pen pencil penny pepper pet phone photo piano pie pig pill pilot pin pink pipe pitch pizza plane plant plate plot plug plum poem poet poetry polar pole
  police poll pond pony pool pope porch pork port post pot pound power press price pride prime print prison prize proof proud pub pump punch pupil puppy purple purse queen query quiet
  quilt quit quiz quota quote rabbit race radar radio rail rain raise ranch range rank rapid rare rate rates raw ray razor recipe red refer relax reply rest rice rich ride rifle ring rise
  rival river road rob robot rock rocket roll roof root rope rose rough round route royal rubber rude rug ruin rule ruler rural sad safe sail salad salary sale sales salt sand sauce
  scale scene scent science score scout screen screw sea seal seat seed sell sense sharp sheep sheet shelf shell shift shine ship shirt shock shoe shoot shop shore shot shout shower sick
  sight silk silly silver singer sink site six skate ski skill skin skirt sky slave sleep slice slide slim slip slope slow smart smell smile smoke snack snake snow soap sock soda sofa
  soft soil solar soldier solid song soul sound soup south space spare speak speed spell spend spice spider spin spirit spoon sport spot spray spring spy square squad stable stadium stage stair
  stake stamp stand star stare station steak steal steam steel stem stew stick stock stomach stone storm story stove straw stream street strike string strong studio stuff sugar suit sunny super
  surf sweet swim swing sword table tail tale tall tank tape task taste taxi tea tear tennis tent text thief thin third thirty thumb ticket tide tiger tight tile tiny tip tire
  tired toast toe toilet tomato tone tongue tool tooth torch tour towel tower town toy track trade trail train trash travel treat tree tribe trick trip truck trunk trust truth
  tube tune twin ugly uncle union unit upper urban vacancy valid valley value van vase vault verb verse video view villa virus visa visit vital voice vote voter wage wages waist wall
  war warm wash waste watch water wave wax weak wealth weapon wear weather wedding weed weigh west wet whale wheat wheel white wife wild win wind wine wing wire wise wish witch wolf woman
  wonder wood wool wound wrap wreck wrist write wrong yard yarn yeast yellow young youth zebra zero zone shares share bus cat car cow cup eat fan fat fee fix fun gym hat hit hot ice
  ink ask lot man men sun tax ten tie ton top
  draft pint offside legs toner sang snow carpet lasagne biscuit biscuits bread sofa colour bursary letter letters order orders statement rugby cricket netflix spider
  claim claims approve approves delete deletes turkey horse tyre tyres printer printers
  agent alter arise armed aroma asset audio ballet bandage banker barge barn basil basin batch beard beast beaver bees blaze blend blink boast 
  bolt bonus booth brace brandy brisk broom broth bruise butter caller candle carve cater clause closet cone crisps crust dancer darts decade dice 
  ditch diver drone drown earring easter estate fairy fasten fest flap float footer fountain gamer gender gravel grove hatch hearse herb herd 
  heron hiking holder hound jogging kilo lager larder latch lather latte leash lever lice lilac limb limo liner liver loaf loft manor margin 
  marrow mast mattress migraine mist monkey mould mower mural nappy niece oasis oats otter pavement peach peel plumbing poison poker polo poster 
  pottery powder prince princess raisin rally ranger relay rental resort retail rider roman season sensor shades shark shave shawl skull sledge 
  snail snore soya spade speakers stain stall staple stool strap swan tanker thigh tissue trainers tray tweed usher vouchers waiter wallet weaver 
  weaving welder widow cleaners copier hobbies insured patients planner singing stores taxes uniforms bins buns comet currency curtains decaf 
  freezing hens inflation insects invoices knitting marry migraines mowing`
    .split(/\s+/)
    .filter(Boolean),
);
