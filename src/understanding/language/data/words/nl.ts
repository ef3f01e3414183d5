/** Dutch: everyday words, mainly to keep Dutch apart from German. */
export default `
ik jij je hij zij ze wij we jullie u mij me hem haar ons hen hun mijn jouw zijn onze deze dit die dat wie wat wanneer waar waarom hoe hoeveel welke
en of maar want omdat als dat dan niet geen wel ook nog al alleen altijd nooit soms vaak misschien natuurlijk heel erg veel weinig meer minder nu straks vandaag morgen gisteren week maand jaar dag uur ochtend avond nacht
de het een van voor met zonder naar uit bij op aan door over onder tussen tegen tot sinds tijdens
ben bent is was waren geweest heb hebt heeft hebben had gehad kan kunt kunnen kon moet moeten moest wil wilt willen wilde zou zouden mag mogen word wordt worden ga gaat gaan kom komt komen gekomen doe doet doen gedaan weet weten zoek zoeken vind vinden gevonden krijg krijgen nodig woon woont wonen werk werkt werken spreek spreken begrijp leren betaal betalen kost geef geven zei zeggen gezegd vraag vragen wacht help helpen hulp inschrijven aanmelden verloren heet
hallo hoi goedemorgen goedendag goedemiddag dag dank bedankt dankjewel alsjeblieft alstublieft sorry doei tot ziens ja nee
goed slecht nieuw nieuwe oud groot klein kleine makkelijk moeilijk gratis goedkoop duur dringend ziek zwanger alleen getrouwd gescheiden eerste laatste volgende
man vrouw kind kinderen zoon dochter baby moeder vader ouders broer zus vriend vriendin gezin familie mensen buurman
huis woning huur huurbaas kamer baan baas loon geld bank rekening brief papieren paspoort verblijfsvergunning aanvraag formulier contract schuld verzekering dokter huisarts tandarts ziekenhuis apotheek gezondheid school kinderopvang leraar cursus taal duits nederlands engels examen opleiding rijbewijs auto fiets trein kaartje straat stad land eten water probleem vraag antwoord afspraak advocaat politie
`;
