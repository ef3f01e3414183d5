/** Serbian (ekavian) and colloquial forms in Latin letters that the Croatian list lacks. */
export default `
gde šta ko sta neko nešto niko ništa svako ovde onde uvek posle pre veče sutra dete deca dece lepo lep lepa mleko hleb vreme mesto mesta zahtev deo ceo cela cena sreda nedelja ponedeljak mesec razumem video videla videti hteo htela umem umeti živeti živeo smem zameniti rešenje rešiti savet obaveštenje lekar apoteka porodica komšija opština sekretarijat hiljada hiljade voz autobus stanica pasoš advokat kirija plata plate nemački nemačka nemačkoj srpski jel jeste izvinite molim hvala zdravo ćao bre brate aj ajde hajde hajmo kaži reci prijateljice upomoć
`;
