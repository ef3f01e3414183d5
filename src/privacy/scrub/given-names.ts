/**
 * Given names that people in Stuttgart have, of all the languages that we serve, so that a name is noticed where nothing announces it. A name that isn't here is still
 * noticed behind "my name is", "Herr" and the like.
 */
const LATIN = `
ahmed ahmad achmed ahmet mohammed mohamed muhammad mohammad muhammed mohamad mehmet mehmed mahmoud mahmud mustafa mostafa moustafa hassan
hasan hussein hossein hüseyin huseyin hussain ali omar omer ömer khaled khalid halid youssef yousef yusuf yousuf joseph ibrahim ebrahim
abdullah abdallah abdul abdulrahman abdelrahman abderrahim abdou karim kareem kerim samir sami rami nabil jamal cemal kamal kemal tarek
tariq tarik walid waleed bilal anas amir emir ammar yasser yasir ziad ziyad zaid zeyd fadi firas feras ghassan hamza hamid hamed haitham
imad iyad jaber jalal laith louay maher majid majed marwan mazen mohsen mounir munir nader nasser nasir nizar osama usama othman osman
qasim kassem rashid rachid rafik riad saad sadiq safwan said saeed salah saleh salih salem samer shadi sherif soufiane taher talal tamer
thaer wael wassim wissam yahya yahia yazan zakaria zakariya fatima fatma fatme fatimah aisha aicha ayşe ayse aysha mariam maryam meryem
miriam maria marija khadija hatice khadidja zeinab zaynab zeynep zainab amina emine aminata leila layla leyla lejla laila salma selma
samira samia nadia nadja rania hanan huda hiba heba iman imane asma esma rim reem rasha ruba ola abeer aya ghada dalia dina doaa eman
farah faten hala hana hend inas joumana lama lina lubna maha manal maysa mona muna nada nahla najat nawal nesrin nesrine nisreen noura
nour rana randa razan rowaida sahar sana sarah sara shirin sherin shaimaa siham suha sumaya suzan taghrid wafa walaa yasmin yasmine
yasemin zahra zohra murat emre burak serkan hakan volkan okan erkan gökhan gokhan tolga tuncay turgut ufuk uğur ugur veysel yiğit yigit
yılmaz onur orhan özgür ozgur ramazan recep rıza selim serdar sinan süleyman suleyman şükrü tayfun taner mert kaan kadir ismail ibrahım
ilhan ilyas harun halil ferhat fatih erdem erdoğan ercan enes eren cihan bülent bulent berk baran aziz arda alper alperen ahmetcan elif
merve büşra busra kübra kubra esra şeyma seyma hülya hulya gülay gulay gülsüm gulsum güler nurcan nuray nurhan nermin neslihan nilüfer
pınar pinar rabia reyhan rukiye seda sedef selin selda sema semra serap sevda sevgül sibel songül sultan şule tuğba tugba tülay tulay ümmü
yeliz zehra zeliha zübeyde filiz fadime ebru dilek derya demet canan birgül berrin belgin bahar aylin aysel aysun aynur asuman aslı asli
azize ayten havva hacer döndü oleksandr olexandr oleksandra oleksiy olena olga olha oksana iryna irina natalia nataliia nataliya natalya
natascha tetiana tetyana tatiana tatjana svitlana svetlana swetlana lyudmyla ludmila lyudmila halyna galina hanna anna anastasia
anastasiia anastasiya yulia yuliia julia juliia kateryna katerina ekaterina katharina mariia mariya maryna marina viktoria viktoriia
victoria valentyna valentina nadiia nadiya nina larysa larisa lesia lesya inna alina alla alona alyona daria dariia darya diana elena
yelena yelyzaveta elizaveta yevhen yevheniia evgeny evgenia jewgeni andrii andriy andrey andrej andrei serhii serhiy sergey sergei sergej
mykola nikolai nikolay mykhailo mikhail michail dmytro dmitry dmitri dmitrij volodymyr vladimir wladimir vasyl vasily bohdan bogdan
bohdana ivan iwan ihor igor yurii yuriy yuri juri oleh oleg pavlo pavel petro vitalii vitaliy vitaly viktor victor roman taras maksym
maxim maksim artem artur anatolii anatoliy anatoly stanislav stepan ruslan rostyslav yaroslav yaroslava denys denis danylo daniil kyrylo
kirill leonid hryhorii mariana solomiia zlata anton boris konstantin nikita polina ksenia kseniia raisa zoya tamara lidia lydia vadym
vadim hennadii gennady valerii valeriy valeria peter petra thomas michael michaela andreas andrea stefan stephan stefanie stephanie martin
martina klaus jürgen juergen uwe bernd wolfgang helmut manfred günter günther guenther dieter hans heinz horst karl karlheinz werner
walter rainer ralf ralph jörg joerg dirk holger frank-walter matthias markus marcus daniel daniela tobias sebastian florian felix lukas
lucas jonas leon leonie finn elias noah paul paula max maximilian moritz jakob jan jens jannik tim timo julian niklas niko nico philipp
simon david benjamin johannes johanna sabine susanne monika renate ursula ingrid helga gisela christa karin brigitte birgit gabriele
angelika claudia silke silvia sylvia simone sandra nicole melanie nadine katrin kathrin katja anja antje anke heike kerstin ute ulrike
barbara bettina elke elisabeth eva franziska hannah lena lea leni mia emma emilia sofia sophia sophie marie luisa laura lisa annika
carolin caroline charlotte clara klara greta helena ida isabel isabella jana jasmin jessica jennifer johann josef josefine judith juliane
kim-lena larissa linda magdalena manuela margarete margarita marlene mathilda mechthild mareike nele olivia rebecca regina ronja rosemarie
ruth saskia sonja tanja theresa vanessa vera verena veronika yvonne john james robert william richard charles christopher matthew anthony
donald steven andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen
larry justin scott brandon samuel gregory alexander alexandra aleksander aleksandar aleksandra patrick jack dennis tyler mary patricia
elizabeth susan nancy betty margaret ashley emily donna michelle carol amanda melissa deborah sharon cynthia kathleen amy angela shirley
brenda pamela catherine christine samantha debra rachel janet chidi chinedu emeka ifeanyi ngozi chioma adaeze oluwaseun tunde kwame kofi
akosua abena yaw mamadou amadou ousmane moussa ibrahima fatou aïssatou aissatou mariama binta abebe tesfaye haile hiwot yonas dawit mehari
filmon semhar selamawit tsegay berhane abdi abdirahman hodan ayaan farhan jean pierre michel françois francois nicolas laurent philippe
antoine guillaume julien mathieu aurélie amélie chloé camille manon céline hélène isabelle nathalie valérie véronique josé jose juan
carlos luis miguel javier francisco antonio manuel pedro jorge fernando alejandro alejandra diego pablo ricardo rafael raúl sergio andrés
eduardo guadalupe carmen ana lucía lucia teresa pilar josefa cristina beatriz gabriela fernanda paola yolanda ximena giovanni giuseppe
francesco francesca alessandro alessandra lorenzo matteo luca marco mario paolo roberto salvatore vincenzo giulia chiara federica giorgia
ilaria elisa silvio stefano antonella rosaria concetta carmela marko nikola ivana ivica josip ante mate luka petar goran zoran dragan
dragana milan milica milena jovana jovan jelena snežana snezana vesna biljana ljiljana slavica gordana marijana tomislav krešimir kresimir
hrvoje davor dejan dušan dusan bojan branko branka mirjana mirko miroslav nenad nebojša slobodan zdravko željko zeljko amra adnan almir
emina enisa edin elvir senad fikret haris jasmina mirza nermina sabina sead ionel ioan ioana vasile gheorghe mihai mihaela andreea adrian
adriana alexandru cristian dumitru florin florentina gabriel georgeta ionuț ionut liviu lucian maricica marius mircea nicolae nicoleta
octavian ovidiu radu răzvan raluca roxana simona sorin ștefan stefania traian viorel viorica doina crina bianca giorgos georgios yannis
giannis ioannis dimitris dimitrios kostas konstantinos nikos nikolaos panagiotis vasilis vassilis christos eleni dimitra vasiliki
konstantina angeliki piotr krzysztof andrzej tomasz paweł pawel marcin michał michal grzegorz józef jozef łukasz lukasz adam zbigniew
jerzy tadeusz mateusz dariusz mariusz wojciech ryszard kazimierz katarzyna małgorzata malgorzata agnieszka krystyna ewa elżbieta elzbieta
zofia janina jadwiga joanna kinga beata dorota wiesława halina iwona bożena justyna reza mehdi mahdi hamidreza alireza amirhossein arash
behnam behrouz babak dariush ehsan farhad farid farshid hadi javad kaveh kourosh cyrus masoud mehrdad milad mojtaba morteza navid nima
omid parsa pouya ramin rasoul saeid sajjad shahin siavash soheil vahid yaser azadeh bahareh elham elnaz farzaneh fereshteh golnaz hoda
mahsa masoumeh mina mitra nasrin nazanin negar niloufar parisa parvin roya sepideh setareh shabnam shahrzad shima simin soraya zohreh gul
gulab najib najibullah nasrullah noorullah rahmatullah sayed zabihullah zalmay mirwais farzana freshta shakila rojin rojda berivan dilan
zilan azad hevin jiyan shilan newroz arben agim besnik blerim driton fatmir ilir luan valon besa blerta drita flutura mimoza shpresa vjosa
arta rahul amit sanjay priya pooja anjali sunita rajesh suresh ramesh deepak vijay arjun kavita sandeep manpreet gurpreet harpreet nguyen
linh minh thanh huong phuong thuy
`;

/** Names that are also ordinary words of some language: only with a capital letter, where sentences have them only for names. */
const ALSO_WORDS = `
karim hadi milad ghada davor edin yazan said
ali amal ana aya azad bahar demet derya dina eren eman filiz hala hana iman jan lama linda lea lina luan luka maha mate max milan mina
mona muna nada nico nikita nina nour ola omid onur paul pilar pinar rana rim roman said sana saad sara scott sultan tim ufuk ute vera
victoria yaw zaid zahra asli ida mia newroz rami sami salem kinga adam anna eva hassan regina marina jasmin florentina minh linh beata
justin carol donna dilek sema seda sedef canan serap walter werner angela nasrin
`;

const CYRILLIC = `
олександр олександра олексій олена ольга оксана ирина ірина наталія наталья наталя наталка тетяна татьяна світлана светлана людмила галина
ганна анна анастасія анастасия юлія юлия катерина екатерина марія мария марина вікторія виктория валентина надія надежда ніна нина лариса
леся інна инна аліна алина алла альона алена алёна дарія дарина дарья діана диана елена єлизавета елизавета євген євгенія евгений евгения
андрій андрей сергій сергей микола николай михайло михаил дмитро дмитрий володимир владимир василь василий богдан богдана іван иван ігор
игорь юрій юрий олег павло павел петро петр пётр віталій виталий віктор виктор тарас максим артем артём артур анатолій анатолий станіслав
станислав степан руслан ростислав ярослав ярослава денис данило даниил кирило кирилл леонід леонид григорій григорий антон борис костянтин
константин нікіта никита поліна полина ксенія ксения раїса раиса зоя тамара лідія лидия вадим геннадій геннадий валерій валерий валерія
валерия соломія злата мар'яна марьяна ахмед мухаммед мохаммед али фатима мадина амина руслана софія софия микита назар остап оля таня саша
маша катя даша наташа свєта света юля аня ваня петя вова женя діма дима міша миша коля льоша лёша ира іра
`;
const CYRILLIC_ALSO_WORDS = 'надія надежда злата роман мир света зоя ира іра али саша оля';

const GREEK = `
γιώργος γιάννης δημήτρης κώστας νίκος παναγιώτης βασίλης χρήστος ελένη κατερίνα σοφία δήμητρα βασιλική γεωργία αγγελική μαρία άννα
αλέξανδρος αντώνης μιχάλης σπύρος θανάσης αθηνά ιωάννα αχμέτ μοχάμεντ
`;

/** Without ة, ى and hamza: as `fold` writes them. */
const ARABIC = `
محمد احمد محمود مصطفي حسن حسين عمر خالد يوسف ابراهيم عبدالله عبدالرحمن عبد كريم سمير سامي رامي نبيل جمال كمال طارق وليد بلال انس عمار ياسر
زياد فادي فراس غسان حمزه هيثم عماد اياد ليث ماهر مجيد مروان مازن منير ناصر نزار اسامه عثمان قاسم رشيد صالح سليم شادي وائل وسام يحيي يزن
زكريا فاطمه عائشه مريم خديجه زينب امينه ليلي سلمي سميره ناديه رانيا حنان هدي هبه اسماء رشا عبير غاده داليا دينا دعاء لينا لبني منال نسرين
نوره رزان سحر شيرين سهام سميه سوزان وفاء ياسمين زهراء نجلاء علي علیرضا رضا مهدي حميد جواد مسعود مهرداد ميلاد مرتضي نويد الهام الناز
فرزانه فرشته معصومه مهسا نازنين نيلوفر پريسا پروين سپيده شبنم شيما
`;
const ARABIC_ALSO_WORDS = `
ميلاد لينا عايشه ليلي ماهر
علي حسن كريم جمال كمال عمر سليم ناصر رشيد مجيد صالح وحيد حنان هدي وفاء دعاء اسماء سحر زهراء عماد يوسف منال هبه وسام عبد رضا نويد الهام
حميد فرشته بلال انس
`;

const wordsOf = (list: string) => list.split(/\s+/).filter((word) => word !== '');

/** As names are compared: lower case, without accents; Arabic letters in their plain form. */
export function fold(word: string): string {
  return word
    .replaceAll('İ', 'i')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[ىی]/g, 'ي')
    .replaceAll('ک', 'ك')
    .replaceAll('ة', 'ه')
    .replace(/[ʼ’`]/g, "'")
    .normalize('NFD')
    .replace(/(?<![иеИЕіІ])\p{M}|\u0640/gu, '')
    .normalize('NFC');
}

const folded = (...lists: readonly string[]) => new Set(lists.flatMap(wordsOf).map(fold));

/** All of them: for a place where a name is expected. */
const GIVEN_NAMES: ReadonlySet<string> = folded(LATIN, CYRILLIC, GREEK, ARABIC);
const ALSO_ORDINARY = folded(ALSO_WORDS, CYRILLIC_ALSO_WORDS, ARABIC_ALSO_WORDS);
/** Those that mean nothing else: names also where nothing announces them, even in lower case. */
const PLAIN_NAMES: ReadonlySet<string> = new Set([...GIVEN_NAMES].filter((name) => name.length >= 4 && !ALSO_ORDINARY.has(name)));

/** Of those, words that stand where names do, so that small letters say that they are none: "ben hala", "my boss said". */
const NEVER_SMALL = folded(
  'hala ana aya dina eren yazan ola said milad hadi edin iman mate sana rana rim lama maha saad omid arta onur filiz derya demet dilek seda berk bahar sema serap karim ghada davor hana huda may',
);

/** Whether somebody may be called so, where a name is expected. */
export function isGivenName(word: string): boolean {
  const name = fold(word);
  // على, "on", is written like the name علي by those who leave out dots.
  return GIVEN_NAMES.has(name) && word !== 'على' && (/^\p{Lu}/u.test(word) || !NEVER_SMALL.has(name));
}

/** Whether a word is a name without anything that announces it: one that means nothing else, or one with a capital letter in the middle of a sentence. */
export function isNameAnywhere(word: string, isInSentence: boolean): boolean {
  const name = fold(word);
  return PLAIN_NAMES.has(name) || (isInSentence && /^\p{Lu}/u.test(word) && ALSO_ORDINARY.has(name));
}
