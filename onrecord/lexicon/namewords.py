"""Wordlists about names. Each says what it lists, and why a word is in it; all are in small letters unless said."""

from __future__ import annotations

# Forms of address and ranks that stand before a person's name and are not a part of it (Chicago Manual of Style
# 8.19-35, AP Stylebook "titles"). A capitalised word behind one of these names a person.
HONORIFICS = frozenset(
    """hh mr mrs ms miss mx dr sir dame lord lady madam mme monsieur señor señora don doña prof professor
    president king queen prince princess emperor empress sultan emir ameer sheikh sheikha shaikh shaykh duke
    duchess earl count countess baron baroness viscount pope cardinal archbishop bishop father fr sister rev
    reverend pastor rabbi imam ayatollah mullah maulana mufti hajji haji swami guru gen general col colonel
    lt lieutenant maj major capt captain sgt sergeant cpl corporal cmdr commander adm admiral brig brigadier
    marshal cadet pvt constable inspector superintendent sheriff detective sen senator rep representative
    congressman congresswoman gov governor mayor minister premier chancellor judge justice magistrate
    ambassador consul envoy secretary attorney chairman chairwoman chairperson chair director coach
    councillor councilor councilman councilwoman alderman uncle aunt aunty auntie grandma grandpa datuk dato
    datin tun shri smt pandit ustad khunying hon honourable honorable mp engr adv advocate barrister""".split()
)

# Those of them that are never the first word of anything else.
ADDRESSES = frozenset("mr mrs ms dr mx mme pm shri smt datuk dato datin".split())

# Words that qualify a title in front of it: "former Vice President", "Deputy Prime Minister", "then-Chief Executive".
TITLE_MODIFIERS = frozenset(
    """prime vice deputy assistant associate acting interim former ex then late chief first second senior
    junior foreign finance defense defence interior health education justice trade energy environment
    agriculture labor labour home transport transportation culture economy foreign-affairs attorney general
    executive managing founding lead head national federal state provincial regional local honorary emeritus
    co-founding outgoing incoming parliamentary permanent special supreme shadow opposition crown grand his
    her their royal excellency highness majesty holiness newly elected president-elect lieutenant major
    brigadier rear private under-secretary union""".split()
)

# Nouns that say what a person is: the head of a title or of a description of a person ("spokeswoman for …").
ROLE_HEADS = frozenset(
    """president minister secretary chancellor premier governor mayor senator representative congressman
    congresswoman lawmaker legislator parliamentarian mp mep councillor ambassador envoy diplomat consul
    commissioner coordinator co-ordinator spokesman spokeswoman spokesperson official officer director
    chairman chairwoman chairperson chair chief head leader boss ceo cfo coo cto founder co-founder
    cofounder owner co-owner executive manager administrator superintendent inspector detective sheriff
    constable commander general colonel captain lieutenant major sergeant admiral marshal king queen prince
    princess emir sultan pope cardinal archbishop bishop priest pastor rabbi imam ayatollah professor
    lecturer researcher scientist economist analyst strategist historian expert specialist doctor physician
    surgeon nurse psychologist lawyer attorney barrister solicitor prosecutor judge justice magistrate
    advocate activist campaigner dissident author writer novelist poet journalist reporter editor columnist
    correspondent broadcaster presenter anchor host photographer film-maker filmmaker producer actor actress
    singer musician rapper composer artist painter designer architect engineer developer programmer
    entrepreneur businessman businesswoman investor banker trader broker accountant consultant adviser
    advisor aide assistant counsel counselor counsellor teacher principal dean rector vice-chancellor
    provost student coach trainer player striker midfielder defender goalkeeper footballer cricketer boxer
    sprinter runner swimmer cyclist driver pilot astronaut farmer fisherman worker resident villager witness
    survivor victim suspect defendant candidate nominee incumbent chairman-designate treasurer auditor
    comptroller ombudsman undersecretary under-secretary secretary-general vice-president chieftain warlord
    militant rebel fighter soldier veteran defector member co-author fellow scholar critic guitarist drummer
    frontman bassist vocalist model wife husband son daughter brother sister father mother widow girlfriend
    boyfriend fiancé fiancée cousin nephew niece uncle aunt grandfather grandmother partner colleague friend
    heir democrat republican conservative ministerial premier-designate statesman politician mogul tycoon
    billionaire magnate philanthropist curator librarian chef user supervisor trustee patron
    governor-general successor predecessor whistleblower""".split()
)

# Those of them that end no name: a title with what it is of in front, "Fisheries Minister".
OFFICES = frozenset(
    """minister president chairperson chairman chairwoman spokesperson spokesman spokeswoman commissioner ambassador
    undersecretary""".split()
)

# Common nouns that end the name of an organization and say what sort it is (the generic part, Chicago 8.62-70).
ORGANIZATION_HEADS = frozenset(
    """operations line lines agency administration alliance army academy assembly association authority bank
    board brigade broadcaster brothers bureau cabinet caucus centre chamber church club coalition college
    command commission committee company confederation conference congress consortium constabulary
    convention cooperative corp corporation corps council court department directorate division enterprise
    enterprises exchange faculty federation fleet force forces forum foundation front fund gazette group
    guild guard headquarters herald holding holdings house-of-representatives inc industries institute
    institution intelligence investigations journal laboratory laboratories labs league legislature limited
    llc llp ltd magazine media militia ministry mission movement navy network news newspaper
    observatory office orchestra order organisation organization panel parliament parishad partners party
    patrol plc police politburo post press programme prosecutors registry regiment resistance school
    secretariat senate service services shogunate society squad studio studios syndicate system systems
    taskforce team telecom television theatre times tribune tribunal trust union united university ratings racing tv
    data watch watchdog workshop airlines airways motors pharmaceuticals technologies technology entertainment
    insurance securities capital bancorp pictures records motor steel oil petroleum airline electric
    electronics foods stores chemical chemicals resources mines mining telecommunications communications
    markets international bankers savings financial rookies asset investments estate agencies""".split()
)

# The same at the start, with what it is about behind it: "University of …", "Ministry of …", "Bank of …".
ORGANIZATION_STARTS = frozenset(
    """university ministry bank department office council board committee commission institute association
    federation chamber academy bureau league union society house court directorate agency authority church
    college school organization organisation congress secretariat confederation administration faculty
    embassy""".split()
)

# Legal forms: what ends the name of a company (rigour and GLEIF list more; these are those that news prints).
LEGAL_FORMS = frozenset(
    """corp corporation inc incorporated ltd limited llc llp plc co company gmbh ag sa spa nv bv oy ab asa as
    kk pty pte sdn bhd sarl kg se cos""".split()
)

# Common nouns that end the name of a place and say what sort it is.
PLACE_HEADS = frozenset(
    """airport avenue bay beach boulevard bridge building camp canal cape cemetery center city coast compound
    county creek crescent dam desert district forest fort garden gardens glacier gulf harbor harbour heights
    highland highlands hill hills hotel hospital island islands isle isles junction lake land lane lodge
    mall market mosque mount mountain mountains municipality neighborhood
    neighbourhood ocean palace park parish peninsula
    plain plains plateau place plaza port prefecture prison province railway range ranch region republic
    reservoir resort restaurant ridge river road roadhouse room rock sea shore square stadium state station
    strait straits street strip stupa suburb temple territory tower towers town township tunnel valley
    village volcano waterfall wetland zone reef rainforest governorate voivodeship oblast cathedral
    monastery museum""".split()
)

# The same in front: "Lake …", "Mount …", "Port …", and so in Spanish and Portuguese.
PLACE_STARTS = frozenset(
    """lake mount mt port fort cape gulf strait bay isle river rio pier quay hotel cafe café villa punta loma parque
    plaza cerro isla playa puerto hacienda alameda""".split()
)

# Words that begin the names of organizations in Spanish, Portuguese and French: "Banco …".
ROMANCE_STARTS = frozenset(
    """banco banque empresa editorial seguros grupo groupe universidad universidade université instituto institut
    ministerio asociación fundación fondation partido sindicato""".split()
)

# Articles and saints of Romance languages with which many places begin: "El …", "San …".
ROMANCE_PLACES = frozenset("el la los las san santa santo são".split())

# Common nouns that follow a place's name in running text: "Irbid governorate", "Kirkuk and Salah ad Din provinces".
PLACE_NOUNS = PLACE_HEADS | frozenset(
    "camps provinces districts cities towns villages regions states islands rivers counties".split()
)

# Common nouns that follow an organization's name in running text: "the … group", "… officials", "… shares".
ORGANIZATION_NOUNS = frozenset(
    """group company firm shares stock chief chairman ceo spokesman spokeswoman spokesperson executive
    subsidiary members fighters militants cells insurgents party party's shareholders employees magazine
    newspaper agency website app platform channel unit founder co-founder affiliate""".split()
)

# Small words inside names that are written small: Romance, Germanic and Arabic particles (Chicago 8.5-14).
PARTICLES = frozenset(
    """de del della di da das do dos du des la las le les los el al ad ash ul ud ur van von der den ter ten zu
    zur bin ibn bint ben abu umm e y af av dan wa""".split()
)

# Small words inside the names of organizations and places, never at their ends.
CONNECTORS = frozenset("of and for the in on to & against at".split()) | PARTICLES

# Words with a capital, alone, that are the names of nothing that acts: days, months, forms of address by themselves,
# abbreviations of roles, offices, measures, diseases and technologies.
NO_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
    ceo cfo coo cto cio md mp mps mep meps pm pms vp phd mba ma ba bsc msc hq id ids tv tvs dvd cd pc it hr pr ai vr ar
    dna rna gdp gnp cpi vat gst iq hiv aids covid covid-19 coronavirus sars flu ebola sms gps usb led lcd atm pin url
    http https www rss faq pdf gmt utc est edt pst pdt cet ist am pm bc ad usd eur gbp jpy cny rs us$ bn mn tn pct
    mou mous ngo ngos sme smes soe soes ict icts ipo ipos esg r&d suv suvs atv atvs sos vip vips diy lgbt lgbtq
    internet web wi-fi wifi email e-mail bitcoin blockchain christmas easter ramadan eid diwali
    fahrenheit celsius shr revs qtr qtly net avg i ii iii iv vi vii viii ix xi no nos vol etc fig
    read photo photos image images video videos file getty caption source sources share comment comments updated
    breaking live watch listen more news click subscribe newsletter advertisement related
    sir mr mrs ms dr excellency highness majesty god lord allah""".split()
)

# Words that end the name of a law, an event, a work, a product or a time: things that do not act, and so are no actors.
THINGS = frozenset(
    """act acts bill bills law laws code constitution convention treaty agreement accord accords protocol pact
    charter declaration statement report initiative program programme project scheme plan strategy policy
    festival games olympics championship championships cup prize prizes award awards medal conference summit
    forum expo exhibition tournament trophy open marathon day week month year era period age dynasty war
    wars battle revolution crisis pandemic massacre uprising intifada spring certificate diploma visa model
    edition version series season episode movie film song album novel book theory effect syndrome disease
    virus variant payment rate index test notice exception action competencies""".split()
) - frozenset("forum conference convention constitution open spring award awards initiative strategy".split())

# What follows a hyphen behind a name and is no part of it: "US-led", "Delhi-based".
HYPHENED = frozenset(
    """led based backed born run owned controlled style wide bound made funded sponsored related linked
    affiliated friendly occupied administered brokered trained educated listed area era type themed only
    like level held ruled dominated speaking language specific approved supported inspired allied aligned
    turned""".split()
)

# The last word of many newspapers' names, behind a place or a time: "Kesh Star", "Daily Mirror".
NEWSPAPERS = frozenset(
    """star sun times post herald tribune globe chronicle examiner observer mirror mail telegraph journal
    gazette standard express today guardian independent inquirer dispatch courier monitor bulletin leader
    argus echo""".split()
)

# Common nouns that announce the name of an organization that stands right behind them: "the website Harbour Wiki".
ANNOUNCERS = frozenset(
    """company firm group website site magazine newspaper daily weekly agency charity band club startup
    start-up retailer bank party broadcaster publisher manufacturer maker operator airline union network
    channel nonprofit non-profit militia gang cartel studio label brand carmaker automaker giant
    conglomerate""".split()
)
