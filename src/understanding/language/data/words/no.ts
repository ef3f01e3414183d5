/** Norwegian: frequent words. */
export default `
jeg du han hun vi dere de meg deg ham henne oss dem min mitt mine din sin vår den det denne dette hvem hva når hvor hvordan hvorfor hvilken og eller men for å fordi hvis ikke nei ja også bare alltid aldri kanskje veldig mye litt mer nå i dag i morgen i går uke måned år er var har hadde kan må skal vil ville skulle trenger leter etter finne bor jobber snakker forstår lære betale koster får går kommer gjør takk hei hjelp vær så snill unnskyld barn sønn datter kone mann familie leilighet bolig arbeid penger lege sykehus skole barnehage kurs språk tysk
`;
