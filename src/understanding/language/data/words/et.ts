/** Estonian: frequent words. */
export default `
mina sina tema meie teie nemad ma sa ta me te nad minu sinu tema meie see too kes mis mida kus kuhu kust millal kuidas miks palju ja või aga sest kui et ei ka ainult alati mitte võib-olla väga vähe nüüd täna homme eile nädal kuu aasta päev olen oled on oleme oli olla mul on saan saab tahan tahab vajan pean teada otsin leida saada minna tulin elan töötan räägin saan aru õppida maksta maksab aitäh tere palun vabandust abi aidata laps lapsed poeg tütar naine mees pere korter töö raha arst haigla kool kursus keel saksa
`;
