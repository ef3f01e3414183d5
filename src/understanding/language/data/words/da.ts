/** Danish: frequent words. */
export default `
jeg du han hun vi i de mig dig ham hende os jer dem min mit mine din sin vores den det denne dette hvem hvad hvornår hvor hvordan hvorfor hvilken og eller men for at fordi hvis ikke nej ja også kun altid aldrig måske meget lidt mere nu i dag i morgen i går uge måned år er var har havde kan må skal vil ville skulle behøver har brug for leder efter finde bor arbejder taler forstår lære betale koster får går kommer gør tak hej hjælp venligst undskyld barn børn søn datter kone mand familie lejlighed bolig arbejde penge læge sygehus skole børnehave kursus sprog tysk
`;
