/** Swedish, Danish and Norwegian have little to do here; frequent Swedish words. */
export default `
jag du han hon vi ni de mig dig honom henne oss er dem min mitt mina din sin vår den det denna detta vem vad när var vart hur varför och eller men för att om inte nej ja också bara alltid aldrig kanske mycket lite nu idag imorgon är var har hade kan måste vill ska skulle behöver söker hitta bor arbetar jobbar pratar förstår lära betala kostar tack hej hjälp snälla barn lägenhet arbete pengar läkare skola kurs språk tyska
`;
